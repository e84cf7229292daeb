"""A version may lose its text once it is older than the newsroom keeps texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_tries_of_a_snapshot")]
    operations = [
        migrations.AddField(
            model_name="revision",
            name="purged_at",
            field=models.DateTimeField(blank=True, help_text="when its text was removed", null=True),
        ),
    ]
