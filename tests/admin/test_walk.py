"""Every page of the admin, with the queries that people and programs send it; what it may never change."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from claims.models import Claim, ClaimEvent
from claims.statuses import Role
from tests.admin.rows import models, one_of_each
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MODELS = models()
NAMES = [model._meta.label for model in MODELS]
MADE_HERE = set("User Desk Policy RatingScale Source Article Token".split())  # by forms, intake, the action
WRITTEN = [
    model for model in MODELS if model.__name__ not in MADE_HERE | {"Authenticator"}
]  # a lost phone goes
HOSTILE = """
q=1 q=99999999999999999999999 q=-1 q=1e9 q=%27%22%3Cscript%3E q=%D9%A1%D9%A2 q=%EF%BF%BD%ED%A0%80 q=%5C q=%25_
p=0 p=-5 p=abc p=99999999999 all= all=1 o=1.2.3 o=-99 o=abc o=99999999999999999999 e=1 _to_field=password
_to_field=id _popup=1 _facets=1 id__exact=99999999999999999999 id__in=a,b pk__regex=( id__range=1
id__isnull=maybe status=nowhere status__exact=%F0%9F%98%80 action=nothing type__in= source__id__exact=abc
source__id__exact=99999999999999999999 created_at__gte=never at__year=99999999 desk__id__exact=x
user__password__startswith=pbkdf2 holder__password__startswith=a no_such_field=1 a__b__c__d=1 %00=1 q=%00
status=%00 is_active__exact=perhaps current__raw__contains=a q=a&q=b&q=c
""".split()
NO_ROWS = "0 -1 99999999999999999999 abc %D9%A1%D9%A1%D9%A1%D9%A1%D9%A1 a_2Fb _00 %27 %F0%9F%98%80".split()
NO_CHOICES = [["abc"], ["99999999999999999999"], ["-1"], ["1", "x"], ["١"], []]


@pytest.fixture
def root(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(username="root", role=Role.ADMIN, is_staff=True, is_superuser=True))
    return client


def address(model: Any, page: str, *rest: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=rest)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_list_every_row_and_its_history_open(root: Client, model: Any) -> None:
    one_of_each()
    row = model._default_manager.first()
    assert row is not None
    assert root.get(address(model, "changelist")).status_code == 200
    assert root.get(address(model, "change", row.pk)).status_code == 200
    assert root.get(address(model, "history", row.pk)).status_code == 200
    assert root.get(address(model, "add")).status_code == (200 if model.__name__ in MADE_HERE else 403)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_no_query_breaks_a_list(root: Client, model: Any) -> None:
    one_of_each()
    for query in (*HOSTILE, "q=" + "9" * 3000):
        assert root.get(f"{address(model, 'changelist')}?{query}").status_code in (200, 302, 400), query
    for query in HOSTILE if model.__name__ in MADE_HERE else ():
        assert root.get(f"{address(model, 'add')}?{query}").status_code in (200, 302, 400), query


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_no_value_of_a_field_breaks_a_list(root: Client, model: Any) -> None:
    one_of_each()
    for field in model._meta.concrete_fields:
        for value in ("2026-11-23~1", "{", "%27:%26", "9" * 30, ""):
            asked = root.get(f"{address(model, 'changelist')}?{field.name}={value}")
            assert asked.status_code in (200, 302, 400), (field.name, value)


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_a_number_that_no_row_has_leads_back(root: Client, model: Any) -> None:
    for page in ("change", "delete", "history"):
        for pk in NO_ROWS:
            path = address(model, page, "0").replace("/0/", f"/{pk}/")
            assert root.get(path).status_code in (302, 400, 403, 404), path


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
@pytest.mark.parametrize("field", ["", "id", "password", "nowhere"])
def test_no_name_of_a_field_breaks_a_row(root: Client, model: Any, field: str) -> None:
    one_of_each()
    row = model._default_manager.first()
    for page in ("change", "delete", "history"):
        asked = root.get(f"{address(model, page, row.pk)}?_to_field={field}")
        assert asked.status_code in (200, 302, 400, 403), page


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_no_choice_of_rows_breaks_an_action(root: Client, model: Any) -> None:
    one_of_each()
    ours = [getattr(each, "__name__", each) for each in admin.site._registry[model].actions or ()]
    for action in ("delete_selected", "nothing", "", "__class__", *ours):
        for chosen in NO_CHOICES:
            given = {"action": action, "_selected_action": chosen, "index": "0", "select_across": "1x"}
            assert root.post(address(model, "changelist"), given).status_code in (200, 302, 400, 403), action


@pytest.mark.parametrize("model", WRITTEN, ids=[model._meta.label for model in WRITTEN])
def test_what_actions_write_is_not_changed_by_any_form(root: Client, model: Any) -> None:
    claim = one_of_each()
    rows = model._default_manager.order_by("pk")
    row, before = rows.first(), list(rows.values())
    given = {"status": "queued", "rating": "false", "reason": "x", "_save": "Save", "actor": "1"}
    given |= {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(row.pk)}
    for path in (address(model, "change", row.pk), address(model, "add"), address(model, "changelist")):
        root.post(path, given)
    for path in (address(model, "delete", row.pk), address(model, "changelist")):
        root.post(path, {"post": "yes", "action": "delete_selected", "_selected_action": [row.pk]})
    assert list(rows.all().values()) == before
    assert Claim.objects.get(pk=claim.pk).status == "published"


def test_a_list_is_never_saved_as_a_whole() -> None:
    assert not [model for model in MODELS if admin.site._registry[model].list_editable]


def test_what_is_guarded_has_no_page_to_edit_it() -> None:
    guarded = set("ClaimNote Contact Conflict EvidenceFile Figure Occurrence Retraction Snapshot".split())
    assert not {model.__name__ for model in MODELS} & guarded
    assert {model.__name__ for model in apps.get_app_config("claims").get_models()} >= guarded


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_secrets_stand_on_no_page(root: Client, model: Any) -> None:
    one_of_each()
    row = model._default_manager.first()
    addresses = address(model, "changelist"), address(model, "change", row.pk)
    for page in map(root.get, addresses):
        assert "pbkdf2_" not in page.content.decode()
        if hasattr(row, "key_hash"):
            assert row.key_hash not in page.content.decode()


class TestAHundredThousandRows:
    @pytest.fixture
    def many(self, db: None) -> None:
        claim = one_of_each()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO claims_claimevent (claim_id, at, action, from_status, to_status, reason, detail,"
                " claim_version, model, request_id)"
                " SELECT %s, now(), 'found', '', 'new', '', '{}', 1, 'm', '' FROM generate_series(1, 100000)",
                [claim.pk],
            )
            cursor.execute("ANALYZE claims_claimevent")

    @pytest.mark.usefixtures("many")
    def test_the_first_page_counts_no_further_than_it_pages(self, root: Client) -> None:
        with CaptureQueriesContext(connection) as asked:
            page = root.get(address(ClaimEvent, "changelist"))
        assert page.status_code == 200
        asked_of_it = [each["sql"] for each in asked.captured_queries if "claims_claimevent" in each["sql"]]
        counts = [sql for sql in asked_of_it if "COUNT(" in sql]
        assert counts
        assert all("LIMIT 10000" in sql for sql in counts)
        assert not [sql for sql in asked_of_it if "DISTINCT" in sql]
        assert len(asked) < 15
        rows = next(sql for sql in asked_of_it if "ORDER BY" in sql)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {rows}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Seq Scan on claims_claimevent" not in plan, plan


@pytest.mark.parametrize("name", ["index", "password_change", "jsi18n", "logout"])
def test_pages_of_the_admin_itself_open(root: Client, name: str) -> None:
    try:
        path = reverse(f"admin:{name}")
    except NoReverseMatch:
        pytest.fail(name)
    ask = root.post if name == "logout" else root.get
    assert ask(path).status_code in (200, 302)


def test_the_masthead_names_the_outlet_and_leads_back(root: Client) -> None:
    page = root.get(reverse("admin:index")).content.decode()
    assert "Back to the desk" in page
    assert f'href="{reverse("queue")}"' in page
