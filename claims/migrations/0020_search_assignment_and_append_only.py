"""Search and assignment of claims without stopping the desk; no mending is changed or removed."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models

FORBID = """
CREATE FUNCTION claims_mending_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_mending is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER mending_append_only BEFORE UPDATE OR DELETE ON claims_mending
    FOR EACH ROW EXECUTE FUNCTION claims_mending_is_append_only();
"""
ALLOW = """
DROP TRIGGER mending_append_only ON claims_mending;
DROP FUNCTION claims_mending_is_append_only();
"""
WAITING = models.CheckConstraint(
    condition=models.Q(models.Q(("status", "waiting"), _negated=True), ("assignee__isnull", False), _connector="OR"),
    name="claim_assignee_while_waiting",
)
WORDS = django.contrib.postgres.search.SearchVector(
    "sentence", "claimant", "place", "standalone", config="english"
)


class Migration(migrations.Migration):
    atomic = False  # indexes are built while the desk works
    dependencies = [("claims", "0019_desks_evidence_and_notifications")]
    operations = [
        migrations.RunSQL(FORBID, ALLOW),
        AddConstraintNotValid("claim", WAITING),
        ValidateConstraint("claim", "claim_assignee_while_waiting"),
        AddIndexConcurrently(
            "claim",
            models.Index(
                condition=models.Q(("assignee__isnull", False)),
                fields=["assignee", "-priority", "-id"],
                name="claim_assigned",
            ),
        ),
        AddIndexConcurrently(
            "claim",
            models.Index(
                condition=models.Q(("set_aside_until__isnull", False)),
                fields=["set_aside_until"],
                name="claim_set_aside",
            ),
        ),
        AddIndexConcurrently("claim", models.Index(fields=["created_at"], name="claim_by_age")),
        AddIndexConcurrently(
            "claim", django.contrib.postgres.indexes.GinIndex(WORDS, name="claim_words")
        ),
    ]
