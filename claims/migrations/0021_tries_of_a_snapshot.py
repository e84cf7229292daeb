"""How often a worker has begun to fetch a page, so that one that ends the worker is given up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_search_assignment_and_append_only")]
    operations = [
        migrations.AddField(
            "snapshot",
            "tries",
            models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="looks begun since it was asked for"
            ),
        ),
    ]
