"""How far each desk's open claims are weighed; a desk without a row is weighed from the beginning."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_history_by_person_and_time")]
    operations = [
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("after", models.BigIntegerField(blank=True, db_default=0, default=0, null=True)),
                ("aged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "desk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weighing",
                        to="claims.desk",
                    ),
                ),
            ],
        ),
    ]
