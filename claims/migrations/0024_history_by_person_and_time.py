"""What somebody did, and what people did in a span of time, found without stopping the desk."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes are built while the desk works
    dependencies = [("claims", "0023_people_and_their_tokens")]
    operations = [
        AddIndexConcurrently("claimevent", models.Index(fields=["actor", "-id"], name="event_by_person")),
        AddIndexConcurrently(
            "claimevent",
            models.Index(condition=models.Q(("actor__isnull", False)), fields=["at"], name="event_by_people"),
        ),
    ]
