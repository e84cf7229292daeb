"""The database itself refuses to change or remove what readers were told."""

from django.db import migrations

FORBID = """
CREATE FUNCTION claims_editions_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_edition is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER edition_append_only BEFORE UPDATE OR DELETE ON claims_edition
    FOR EACH ROW EXECUTE FUNCTION claims_editions_are_append_only();
"""
ALLOW = """
DROP TRIGGER edition_append_only ON claims_edition;
DROP FUNCTION claims_editions_are_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_publishing")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
