"""What somebody is told of a claim that asks for another look, whatever it asks for it."""

from django.db import migrations, models

KINDS = [
    ("assigned", "A claim is assigned to me"),
    ("returned", "My verdict is sent back"),
    ("mentioned", "Somebody mentions me"),
    ("recheck", "A claim of mine asks for another look"),
    ("killed", "A story behind a published verdict is killed"),
    ("overdue", "A reply I asked for is overdue"),
    ("asked", "Somebody asks for a claim that I hold"),
    ("broken", "An editor ends my hold"),
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0032_search_by_parts_of_names")]
    operations = [
        migrations.AlterField("notification", "about", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField("wish", "about", models.CharField(choices=KINDS, max_length=12)),
    ]
