"""An occurrence for each claim recorded before there were any: what its newest version tells."""

from django.db import migrations

FILL = """
INSERT INTO claims_occurrence (
    claim_id, revision_id, start, "end", figure_start, figure_end, sentence, type, figure, claimant,
    claimant_via, claimant_how, place, standalone, check_worthiness
)
SELECT claim.id, claim.revision_id, claim.start, claim."end", claim.figure_start, claim.figure_end,
    claim.sentence, claim.type,
    CASE WHEN figure.id IS NOT NULL THEN jsonb_build_object(
        'text', figure.text, 'low', figure.low, 'high', figure.high, 'qualifier', figure.qualifier,
        'unit', figure.unit, 'of', figure.of, 'per', NULLIF(figure.per, ''),
        'converted', NULLIF(figure.converted, '')
    ) END,
    claim.claimant, claim.claimant_via, claim.claimant_how, claim.place, claim.standalone,
    claim.check_worthiness
FROM claims_claim claim LEFT JOIN claims_figure figure ON figure.claim_id = claim.id
ON CONFLICT (claim_id, revision_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_every_id_of_a_story")]

    operations = [migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop)]
