"""What a notification was made of, so that it is said in its reader's language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_workers_that_live")]
    operations = [
        migrations.AddField(
            model_name="notification",
            name="words",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="notification",
            name="facts",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
