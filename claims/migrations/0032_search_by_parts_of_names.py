"""The words of the claims that are there already, and indexes by type and by parts of names."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper

OPEN = ["new", "queued", "in_progress", "waiting", "proposed", "in_review"]
AT_ONCE = 20_000  # claims of one transaction: a second or two
FILL = """
    INSERT INTO claims_claimwords (claim_id, words)
    SELECT claim.id, to_tsvector('english', concat_ws(' ', claim.sentence, claim.claimant, claim.place,
        claim.standalone, revision.headline))
    FROM claims_claim claim JOIN claims_revision revision ON revision.id = claim.revision_id
    WHERE claim.id > %s AND claim.id <= %s ON CONFLICT DO NOTHING
"""


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT min(id) - 1, max(id) FROM claims_claim")
        after, last = cursor.fetchone()
        while last is not None and after < last:
            cursor.execute(FILL, [after, after + AT_ONCE])
            after += AT_ONCE


def parts_of(field):
    parts = django.contrib.postgres.indexes.OpClass(Upper(field), "gin_trgm_ops")
    return django.contrib.postgres.indexes.GinIndex(parts, name=f"claim_parts_of_{field}")


class Migration(migrations.Migration):
    atomic = False  # the desk works meanwhile
    dependencies = [("claims", "0031_words_beside_claims")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently("claim", parts_of("claimant")),
        AddIndexConcurrently("claim", parts_of("place")),
        AddIndexConcurrently(
            "claim",
            models.Index(
                condition=models.Q(("status__in", OPEN)),
                fields=["type", "-priority", "-id"],
                name="claim_open_by_type",
            ),
        ),
        RemoveIndexConcurrently("claim", "claim_words"),
        # So that the planner knows how often the thousand commonest names are told.
        migrations.RunSQL(
            "ALTER INDEX claim_parts_of_claimant ALTER COLUMN 1 SET STATISTICS 1000;"
            "ALTER INDEX claim_parts_of_place ALTER COLUMN 1 SET STATISTICS 1000",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("ANALYZE claims_claim; ANALYZE claims_claimwords", migrations.RunSQL.noop),
    ]
