"""A version may lose its text once it is older than the newsroom keeps texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_search_assignment_and_append_only")]
    operations = [
        migrations.AddField(
            model_name="revision",
            name="purged_at",
            field=models.DateTimeField(blank=True, help_text="when its text was removed", null=True),
        ),
    ]
