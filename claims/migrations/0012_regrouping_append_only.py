"""No line of an event's history is changed or removed; what was read before is looked at once more."""

from django.db import migrations

FORBID = """
CREATE FUNCTION claims_regrouping_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_regrouping is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER regrouping_append_only BEFORE UPDATE OR DELETE ON claims_regrouping
    FOR EACH ROW EXECUTE FUNCTION claims_regrouping_is_append_only();
"""
ALLOW = """
DROP TRIGGER regrouping_append_only ON claims_regrouping;
DROP FUNCTION claims_regrouping_is_append_only();
"""
LOW = "UPDATE claims_occurrence SET low = (figure->>'low')::float WHERE figure IS NOT NULL"
TO_MATCH = "UPDATE claims_article SET to_match_since = now() WHERE state = 'ready'"


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_events_links_and_conflicts")]
    operations = [
        migrations.RunSQL(FORBID, ALLOW),
        migrations.RunSQL(LOW, migrations.RunSQL.noop),
        migrations.RunSQL(TO_MATCH, migrations.RunSQL.noop),
    ]
