"""What the extractor read of a claim that a person told otherwise, or found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0026_pinned_scales_and_votes")]
    operations = [
        migrations.AddField(
            model_name="claim",
            name="read_as",
            field=models.JSONField(
                blank=True,
                help_text="what the extractor read, where a person told it otherwise or found it",
                null=True,
            ),
        ),
    ]
