"""The database itself refuses to change or remove a line of a story's history."""

from django.db import migrations

FORBID = """
CREATE FUNCTION claims_story_history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_storyevent is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER storyevent_append_only BEFORE UPDATE OR DELETE ON claims_storyevent
    FOR EACH ROW EXECUTE FUNCTION claims_story_history_is_append_only();
"""
ALLOW = """
DROP TRIGGER storyevent_append_only ON claims_storyevent;
DROP FUNCTION claims_story_history_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_life_of_a_story")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
