"""`manage.py legal_hold GUID`: keeps a story's text whatever its age, or lets it go again."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.actions import legal_hold
from claims.exceptions import DeskError
from claims.models import Article, User


class Command(BaseCommand):
    help = "Keep a story's text though FACTCHECK_KEEP_DAYS have passed; --lift ends that. Both go on record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("guid")
        parser.add_argument("--source", help="where two sources use the same guid")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who answers for it")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--lift", action="store_true")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *, guid: str, by: str, reason: str, lift: bool, **options: Any) -> None:
        person, article = self._person(by), self._article(guid, options["source"])
        deed = legal_hold.lift if lift else legal_hold.hold
        try:
            held = deed(article_id=article.pk, by=person, reason=reason)
        except DeskError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({"guid": guid, "article": held.pk, "hold": held.legal_hold}))
        else:
            self.stdout.write(f"{guid}: {held.legal_hold or 'no legal hold any more'}")

    def _person(self, username: str) -> User:
        if person := User.objects.filter(username=username).first():
            return person
        raise CommandError(f"Nobody here is called {username}.", returncode=2)

    def _article(self, guid: str, source: str | None) -> Article:
        found = list(Article.objects.filter(guid=guid, **({"source__name": source} if source else {}))[:2])
        if len(found) == 1:
            return found[0]
        many = "more than one source has it: say which with --source" if found else "no story has it"
        raise CommandError(f"{guid}: {many}.", returncode=2)
