"""The database itself refuses to change or remove a line of a claim's history."""

from django.db import migrations

FORBID = """
CREATE FUNCTION claims_history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_claimevent is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER claimevent_append_only BEFORE UPDATE OR DELETE ON claims_claimevent
    FOR EACH ROW EXECUTE FUNCTION claims_history_is_append_only();
"""
ALLOW = """
DROP TRIGGER claimevent_append_only ON claims_claimevent;
DROP FUNCTION claims_history_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
