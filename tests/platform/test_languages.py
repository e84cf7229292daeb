"""Which language each page speaks: the desk the person's, what everybody reads the site's own."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import formats, translation
from django.utils.translation import get_language_info

from claims.actions import queue
from claims.exceptions import NotAllowed
from claims.models import User
from claims.statuses import Role
from factcheck import errors
from factcheck.middleware import is_of_desk, language_of
from tests.factories import ClaimFactory, UserFactory

ARABIC = '<html lang="ar" dir="rtl"'
ENGLISH = '<html lang="en-gb" dir="ltr"'


@pytest.fixture
def person(db: None) -> User:
    return UserFactory(role=Role.ADMIN, is_staff=True, is_superuser=True, language="ar")


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def asked(path: str, *, cookie: bool = True, browser: str = "", language: str = "") -> HttpRequest:
    request = RequestFactory().get(path, headers={"Accept-Language": browser} if browser else {})
    request.user = User(language=language) if language else AnonymousUser()
    if cookie:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    return request


def test_each_language_is_known_to_django_and_the_sites_own_among_them() -> None:
    assert {code: get_language_info(code)["bidi"] for code, _ in settings.LANGUAGES}["ar"]
    assert settings.LANGUAGE_CODE in dict(settings.LANGUAGES)


@pytest.mark.parametrize(
    "path", ["/queue/", "/account/", "/account/2fa/", "/account/password/", "/admin/", "/admin/claims/claim/"]
)
def test_the_desk_speaks_the_language_of_the_persons_choice(desk: Client, path: str) -> None:
    answer = desk.get(path)
    assert answer.headers["Content-Language"] == "ar"
    page = answer.content.decode()
    assert ARABIC in page or 'lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("path", ["/checks/", "/checks/feed.xml", "/checks/7/", "/api/v1/claims", "/healthz"])
def test_what_everybody_reads_speaks_the_sites_own(desk: Client, path: str) -> None:
    answer = desk.get(path, headers={"Accept-Language": "ar"})
    assert 'lang="ar"' not in answer.content.decode()
    assert answer.headers.get("Content-Language", settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def test_a_choice_of_language_is_answered_in_it(desk: Client) -> None:
    page = desk.post("/account/", {"theme": "", "language": "en-gb"}, follow=True).content.decode()
    assert ENGLISH in page
    assert "Saved." in page


def test_the_page_of_a_refusal_speaks_the_persons_language(desk: Client, person: User) -> None:
    assert ARABIC in desk.get("/claims/999999/").content.decode()
    person.language = "en-gb"
    person.save()
    assert ENGLISH in desk.get("/claims/999999/").content.decode()


@pytest.mark.django_db
def test_the_gate_speaks_as_the_browser_asks() -> None:
    assert ARABIC in Client().get("/login/", headers={"Accept-Language": "ar"}).content.decode()
    assert ENGLISH in Client().get("/login/", headers={"Accept-Language": "tlh"}).content.decode()


def test_a_choice_of_language_holds_from_the_next_page_on(desk: Client) -> None:
    page = desk.post("/account/", {"theme": "", "language": "en-gb"}, follow=True).content.decode()
    assert ENGLISH in page
    assert '<option value="ar" lang="ar"' in page
    assert ARABIC in desk.post("/account/", {"theme": "", "language": "ar"}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("path", "of_desk"),
    [
        ("/queue/", True),
        ("/admin/", True),
        ("/checks/", False),
        ("/checks/3/editions/2/", False),
        ("/api/v1/stories", False),
        ("/events/4/told.csv", False),
        ("/events/4/feed.xml", False),
        ("/apiary/", True),
    ],
)
def test_pages_of_the_desk_are_known_by_their_address(path: str, of_desk: bool) -> None:
    assert is_of_desk(asked(path)) is of_desk
    assert not is_of_desk(asked(path, cookie=False))


def test_a_choice_comes_before_the_browser_and_one_that_is_gone_is_none() -> None:
    assert language_of(asked("/", browser="ar", language="en-gb")) == "en-gb"
    assert language_of(asked("/", browser="ar,en;q=0.5", language="tlh")) == "ar"
    assert language_of(asked("/", browser="tlh")) == settings.LANGUAGE_CODE


def test_a_page_without_its_template_tells_its_language(rf: RequestFactory) -> None:
    with translation.override("ar"):
        answer: HttpResponse = errors.refusal(rf.get("/queue/"), 418, "teapot", "…")
    assert ARABIC in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_is_told_in_the_language_of_the_request() -> None:
    viewer, claim = UserFactory(role=Role.VIEWER), ClaimFactory()
    with translation.override("ar"), pytest.raises(NotAllowed) as arabic:
        queue.take(claim_id=claim.pk, by=viewer)
    with pytest.raises(NotAllowed) as english:
        queue.take(claim_id=claim.pk, by=viewer)
    assert "needs the role checker" in str(english.value)
    assert "role" not in str(arabic.value)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_figures_are_written_alike_in_every_language(language: str) -> None:
    with translation.override(language):
        assert formats.number_format(1250.5, decimal_pos=1, force_grouping=True) == "1,250.5"
        assert formats.get_format("TIME_FORMAT") == "H:i"
