"""Editors who ask a desk over HTTP, each once in so many seconds, and how long the answers took."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock, Thread
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client as InProcess
from django.utils.crypto import get_random_string

from claims.models import User

LONGEST_SECONDS = 30.0
EXPECTED = (200, 302)
NOT_SIGNED_IN = 401
TOKEN = 32  # characters of the token against forged forms


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the kind that it counts under, its address, and the form of a POST."""

    kind: str
    path: str
    form: dict[str, str] | None = None


Asker = Callable[[User], Iterator[Question]]


@dataclass
class Answers:
    """Milliseconds by kind, and what was no answer."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: Lock = field(default_factory=Lock)

    def add(self, kind: str, milliseconds: float, status: int) -> None:
        with self.lock:
            self.times[kind].append(milliseconds)
            if status not in EXPECTED:
                self.failed[f"{kind}: {status}"] += 1


class Client:
    """One person's browser: a session, a token against forged forms, a connection that stays open."""

    def __init__(self, person: User, address: str) -> None:
        self.token = get_random_string(TOKEN)
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session_of(person)}; csrftoken={self.token}"
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LONGEST_SECONDS)

    def ask(self, question: Question) -> tuple[float, int]:
        """How long it took until the last byte, in milliseconds, and the status."""
        began = time.perf_counter()
        try:
            status = self._send(question)
        except (OSError, http.client.HTTPException):  # the server closed what lay idle: once more
            self.connection.close()
            status = self._send(question)
        return 1000 * (time.perf_counter() - began), status

    def _send(self, question: Question) -> int:
        headers = {"Cookie": self.cookies}
        if question.form is None:
            self.connection.request("GET", question.path, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode({"csrfmiddlewaretoken": self.token, **question.form})
            self.connection.request("POST", question.path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        is_away = "/login/" in answer.headers.get("Location", "")
        return NOT_SIGNED_IN if is_away else answer.status


def session_of(person: User) -> str:
    """The key of a session as signing in makes one."""
    browser = InProcess()
    browser.force_login(person)
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def ask_for(seconds: float, every: float, address: str, people: list[User], asker: Asker) -> Answers:
    """Everybody asks once in `every` seconds, one after the other's turn, for `seconds`."""
    answers, until = Answers(), time.monotonic() + seconds
    threads = [
        Thread(target=_sit, args=(Client(person, address), asker(person), answers, until, every))
        for person in people
    ]
    for thread in threads:
        thread.start()
        time.sleep(every / len(people))
    for thread in threads:
        thread.join()
    return answers


def _sit(client: Client, questions: Iterator[Question], answers: Answers, until: float, every: float) -> None:
    turn = time.monotonic()
    for question in questions:
        if turn >= until:
            return
        answers.add(question.kind, *client.ask(question))
        turn += every
        time.sleep(max(0.0, turn - time.monotonic()))
