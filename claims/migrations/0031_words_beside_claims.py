"""Words to search for in a table of their own, with those of the headline; a trigger writes them from now on."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

TOLD = "concat_ws(' ', {0}.sentence, {0}.claimant, {0}.place, {0}.standalone, revision.headline)"
BEGIN = f"""
CREATE FUNCTION claims_claim_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_claimwords (claim_id, words)
    SELECT NEW.id, to_tsvector('english', {TOLD.format("NEW")})
    FROM claims_revision revision WHERE revision.id = NEW.revision_id
    ON CONFLICT (claim_id) DO UPDATE SET words = EXCLUDED.words;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_words AFTER INSERT OR UPDATE OF sentence, claimant, place, standalone, revision_id
    ON claims_claim FOR EACH ROW EXECUTE FUNCTION claims_claim_words();
"""
END = """
DROP TRIGGER claim_words ON claims_claim;
DROP FUNCTION claims_claim_words();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0030_asked_for")]
    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="ClaimWords",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="claimwords_words")
                ],
            },
        ),
        migrations.RunSQL(BEGIN, END),
    ]
