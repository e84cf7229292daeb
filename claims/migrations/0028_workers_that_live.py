"""A row for each worker that lives, so that a silent one is noticed."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_read_as")]
    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("queues", models.CharField(blank=True, max_length=200)),
                ("model", models.CharField(blank=True, max_length=80)),
                ("started_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"ordering": ["name"]},
        ),
    ]
