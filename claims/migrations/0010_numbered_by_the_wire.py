"""Whether a revision's number is the wire's or was counted here: only the wire's decides an order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_overtaken_versions_known_again")]
    operations = [
        migrations.AddField(
            model_name="revision",
            name="is_numbered",
            field=models.BooleanField(
                db_default=True, default=True, help_text="the wire tells the number; else it is counted here"
            ),
        ),
    ]
