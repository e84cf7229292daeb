"""One more kind of notification: somebody asks for a claim that one holds."""

from django.db import migrations, models

KINDS = [
    ("assigned", "A claim is assigned to me"),
    ("returned", "My verdict is sent back"),
    ("mentioned", "Somebody mentions me"),
    ("recheck", "The wire changes a claim of mine"),
    ("killed", "A story behind a published verdict is killed"),
    ("overdue", "A reply I asked for is overdue"),
    ("asked", "Somebody asks for a claim that I hold"),
    ("broken", "An editor ends my hold"),
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0029_told_in_words")]
    operations = [
        migrations.RemoveConstraint("notification", "notification_kind_known"),
        migrations.AlterField("notification", "about", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField("wish", "about", models.CharField(choices=KINDS, max_length=12)),
        migrations.AddConstraint(
            "notification",
            models.CheckConstraint(
                condition=models.Q(about__in=[kind for kind, _ in KINDS]), name="notification_kind_known"
            ),
        ),
    ]
