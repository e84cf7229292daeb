"""Where PostgreSQL has pgvector, or lets us create it, vectors get a column and an index of neighbours.

Elsewhere nothing is changed and nothing fails: the numbers are then read from `packed`. Whoever gets the
extension later runs `migrate claims 0016` and `migrate claims` again, and has new readings indexed.
"""

from django.db import DatabaseError, migrations, transaction

SIZE = 256  # numbers of a vector
TABLES = ("claims_claimvector", "claims_checkvector")
IS_THERE = "SELECT to_regtype('halfvec') IS NOT NULL"


def add(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if _may_use_it(schema_editor.connection, cursor):
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ADD COLUMN likeness halfvec({SIZE})")
                cursor.execute(
                    f"CREATE INDEX {table}_near ON {table} USING hnsw (likeness halfvec_ip_ops)"
                )


def remove(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS likeness")


def _may_use_it(connection, cursor):
    """Whether there is the type halfvec now; a refusal to create the extension leaves all as it was."""
    try:
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except DatabaseError:
        pass
    cursor.execute(IS_THERE)
    return cursor.fetchone()[0]


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_past_checks_and_vectors")]
    operations = [migrations.RunPython(add, remove)]
