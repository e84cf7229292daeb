"""The table of the cache: counts of failed sign-ins, which outlive the broker and hold for all processes."""

from django.db import migrations

MAKE = """
CREATE TABLE IF NOT EXISTS factcheck_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS factcheck_cache_expires ON factcheck_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_stories_set_aside_from_matching")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE IF EXISTS factcheck_cache")]
