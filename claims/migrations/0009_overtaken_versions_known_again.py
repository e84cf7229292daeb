"""A version that was overtaken before it came is not kept, and yet known when it comes again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_occurrences_of_claims_before")]
    operations = [
        migrations.AddField(
            model_name="arrival",
            name="content_sha256",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="of a version that was overtaken and not kept, to know it when it comes again",
                max_length=64,
            ),
        ),
    ]
