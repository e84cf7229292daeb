"""Every id that a story came under is known; a story's history moves when two turn out to be one."""

from django.db import migrations, models

FUNCTION = "CREATE OR REPLACE FUNCTION claims_story_history_is_append_only() RETURNS trigger LANGUAGE plpgsql"
REFUSE = "RAISE EXCEPTION 'claims_storyevent is append-only: % refused', TG_OP;"
MOVES_WITH_ITS_STORY = f"""
{FUNCTION} AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'article_id' = to_jsonb(OLD) - 'article_id' THEN
            RETURN NEW;
        END IF;
    END IF;
    {REFUSE}
END $$;
"""
NEVER_MOVES = f"""
{FUNCTION} AS $$
BEGIN
    {REFUSE}
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_editions_append_only")]
    operations = [
        migrations.AddField(
            model_name="arrival",
            name="doc_id",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="the id it came under, where its article goes by another",
                max_length=200,
            ),
        ),
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(
                condition=models.Q(("doc_id", ""), _negated=True),
                fields=["doc_id", "source"],
                name="arrival_doc_id",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["sent_at"], name="revision_sent"),
        ),
        migrations.RunSQL(MOVES_WITH_ITS_STORY, NEVER_MOVES),
    ]
