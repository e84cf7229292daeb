"""A history for people, scopes and last use for tokens, a theme for each person."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.models.token

FORBID = """
CREATE FUNCTION claims_history_of_people_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_personevent is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER personevent_append_only BEFORE UPDATE OR DELETE ON claims_personevent
    FOR EACH ROW EXECUTE FUNCTION claims_history_of_people_is_append_only();
"""
ALLOW = """
DROP TRIGGER personevent_append_only ON claims_personevent;
DROP FUNCTION claims_history_of_people_is_append_only();
"""
SCOPES = [
    ("read", "Read claims and events"),
    ("verdict", "Propose verdicts"),
    ("ingest", "Hand in stories"),
]
PERSON = {"on_delete": django.db.models.deletion.PROTECT, "to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_text_removed")]
    operations = [
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("action", models.CharField(max_length=24)),
                ("before", models.CharField(blank=True, max_length=80)),
                ("after", models.CharField(blank=True, max_length=80)),
                ("detail", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("actor", models.ForeignKey(blank=True, null=True, related_name="+", **PERSON)),
                ("person", models.ForeignKey(related_name="history", **PERSON)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["person", "-id"], name="event_of_person")],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
        migrations.AddField(
            "user",
            "theme",
            models.CharField(
                blank=True,
                choices=[("light", "light"), ("dark", "dark")],
                db_default="",
                default="",
                help_text="none: the system's",
                max_length=5,
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(("theme__in", ["", "light", "dark"])), name="user_theme_known"
            ),
        ),
        migrations.AddField(
            "token",
            "scopes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=SCOPES, max_length=8),
                db_default=models.Value("{read,verdict,ingest}"),
                default=claims.models.token.every_scope,
                size=None,
            ),
        ),
        migrations.AddField(
            "token",
            "last_used_at",
            models.DateTimeField(blank=True, help_text="to the minute", null=True),
        ),
        migrations.AddConstraint(
            "token",
            models.CheckConstraint(
                condition=models.Q(("scopes__contained_by", ["read", "verdict", "ingest"])),
                name="token_scopes_known",
            ),
        ),
    ]
