"""Code of the last release on today's tables: what it writes is taken, and what it wrote is still there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from psycopg import sql
from pytest_django import Settings

from factcheck import rights
from factcheck.environment import LOGIN
from tests.house.test_migrations import RELEASED
from tests.platform.test_rights import signed_in

OLD = [("claims", RELEASED)]


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[None]:
    """The connection points at a new database for as long as the test runs."""
    ours = connection.settings_dict["NAME"]
    spare = f"{ours}_upgraded"

    def on_server(words: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(words).format(sql.Identifier(spare)))

    def turn_to(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    on_server("DROP DATABASE IF EXISTS {}")
    on_server("CREATE DATABASE {}")
    turn_to(spare)
    yield
    turn_to(ours)
    on_server("DROP DATABASE {} WITH (FORCE)")


def migrate(*targets: tuple[str, str]) -> Any:
    """To these, or to the newest; the models as they were there."""
    executor = MigrationExecutor(connection)
    state = executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return state.apps


def insert(kind: type[models.Model], /, **given: Any) -> Any:
    """A row as code of that time writes it: with the columns that it knew, and no others."""
    return kind._default_manager.create(**given)


def write_a_night(old: Any, name: str) -> None:
    """A story, read, judged and published, by the models of the old release."""

    def of(model: str) -> type[models.Model]:
        found: type[models.Model] = old.get_model("claims", model)
        return found

    at = timezone.now()
    source = insert(of("Source"), name=name)
    person, other = (insert(of("User"), username=f"{name}-{part}", role="checker") for part in "ab")
    article = insert(of("Article"), source=source, guid=name, state="ready")
    body = "At least 37 people died."
    revision = insert(
        of("Revision"), article=article, number=1, body=body, raw=body.encode(), raw_format="text",
        sha256="0" * 64, content_sha256="0" * 64,
    )  # fmt: skip
    run = insert(of("ExtractionRun"), revision=revision, model="m", started_at=at, sentences=1, found=1)
    told = {"start": 0, "end": 24, "sentence": body, "type": "casualties", "check_worthiness": 0.9}
    claim = insert(
        of("Claim"), article=article, revision=revision, run=run, model="m", worth=2, status="queued", **told
    )
    insert(of("Figure"), claim=claim, text="37", low=37, qualifier="at_least", unit="people")
    insert(of("Occurrence"), claim=claim, revision=revision, **told)
    insert(
        of("Evidence"),
        claim=claim,
        url="https://example.org",
        title="Log",
        stance="for",
        added_by=person,
    )
    insert(
        of("Verdict"), claim=claim, key=uuid4(), scale="courier", scale_version=1,
        rating="true", explanation="The log says so.", proposed_by=person, approved_by=other, approved_at=at,
    )  # fmt: skip
    insert(of("ClaimEvent"), claim=claim, actor=person, action="propose", claim_version=1)
    insert(of("StoryEvent"), article=article, action="received")
    insert(of("Arrival"), source=source, status="new", article=article)
    insert(of("Quarantine"), source=source, raw=b"<", sha256="1" * 64, reason="Broken.")
    insert(of("Token"), key_hash=name.ljust(64, "0"), label="wire", source=source)


def test_old_code_writes_to_new_tables_and_its_rows_stay(empty_database: None) -> None:
    old = migrate(*OLD)
    write_a_night(old, "before")
    migrate()
    write_a_night(old, "after")
    for name in ("Article", "Claim", "Verdict", "ClaimEvent", "Evidence"):
        assert old.get_model("claims", name)._default_manager.count() == 2, name
    claim = old.get_model("claims", "Claim")._default_manager.get(article__guid="before")
    assert claim.sentence == "At least 37 people died."
    with pytest.raises(Exception, match="append-only"):
        old.get_model("claims", "ClaimEvent")._default_manager.all().delete()


def test_old_code_goes_on_under_the_sites_own_login(empty_database: None, settings: Settings) -> None:
    """The release before works as the site while the owner migrates: its rows are taken before and after."""
    ours = connection.settings_dict
    owner = {name: ours[name] for name in LOGIN}
    site = owner | {"USER": f"{ours['NAME']}_site", "PASSWORD": "one of its own"}
    settings.DATABASE_OWNER, settings.DATABASE_SITE = owner, site
    old = migrate(*OLD)
    rights.grant()
    try:
        with signed_in(site):
            write_a_night(old, "before")
            with rights.as_owner():
                migrate()
                rights.grant()
            write_a_night(old, "after")
            assert old.get_model("claims", "ClaimEvent")._default_manager.count() == 2
            assert rights.loose() == []
    finally:
        with connection.cursor() as cursor:
            for words in ("DROP OWNED BY {}", "DROP ROLE {}"):
                cursor.execute(sql.SQL(words).format(sql.Identifier(site["USER"])))
