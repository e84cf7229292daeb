"""The index of neighbours with half the links: a third of the work at each claim, and neighbours hardly worse."""

from django.db import migrations

LIGHTER = """
DO $$ BEGIN
    IF to_regclass('claims_{0}_near') IS NOT NULL THEN
        DROP INDEX claims_{0}_near;
        CREATE INDEX claims_{0}_near ON claims_{0}
            USING hnsw (likeness halfvec_ip_ops) WITH (m = 8, ef_construction = 32);
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_neighbours_where_pgvector_is")]
    operations = [
        migrations.RunSQL(LIGHTER.format(kind), migrations.RunSQL.noop) for kind in ("claimvector", "checkvector")
    ]
