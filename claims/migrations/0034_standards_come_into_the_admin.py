"""Scales and policies are the role standards' to change, and the pages for it are the admin's."""

from django.db import migrations

LET_IN = "UPDATE claims_user SET is_staff = true WHERE role = 'standards' AND is_active"


class Migration(migrations.Migration):
    dependencies = [("claims", "0033_asks_for_another_look")]
    operations = [migrations.RunSQL(LET_IN, migrations.RunSQL.noop)]
