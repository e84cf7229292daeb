"""A chain of hashes beside the history, append-only as the history is."""

from django.db import migrations, models


FORBID = """
CREATE FUNCTION claims_seals_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'claims_seal is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON claims_seal
    FOR EACH ROW EXECUTE FUNCTION claims_seals_are_append_only();
"""
ALLOW = """
DROP TRIGGER seal_append_only ON claims_seal;
DROP FUNCTION claims_seals_are_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_regrouping_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("log", models.CharField(max_length=8)),
                ("row", models.BigIntegerField()),
                ("prev_hash", models.CharField(max_length=64)),
                ("row_hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("log", "row"), name="seal_once_a_line")],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
