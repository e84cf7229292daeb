"""What the site is made of: its packages with their licences, the model's files, and a bill of materials.

Read from what is installed, by the standard library: it tells of this very environment, and needs no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from django.conf import settings

CLASSIFIER = "License :: "
LISTED = "licences.txt"  # the licences that we may ship, one a line
NAME = re.compile(r"[A-Za-z0-9._-]+")
EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


@dataclass(frozen=True, slots=True)
class Package:
    """One installed package; `licence` as it names it itself, "" where it does not."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def packages() -> list[Package]:
    """What requirements.txt asks for, and what that needs in turn; nothing else that is installed."""
    lines = (settings.BASE_DIR / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line.partition("#")[0].strip() for line in lines if line[:1].isalnum()]
    found: dict[str, Package] = {}
    while wanted:
        name, extras = _asked(wanted.pop())
        if name in found or not (known := _installed(name)):
            continue
        needs = list(_needs(known, extras))
        found[name] = Package(
            name, known.version, licence(known), tuple(sorted({_asked(need)[0] for need in needs}))
        )
        wanted += needs
    return [found[name] for name in sorted(found)]


def _asked(requirement: str) -> tuple[str, frozenset[str]]:
    """The name, as PyPI writes it, and the extras."""
    name = NAME.match(requirement)
    extras = re.search(r"\[([^\]]*)\]", requirement.partition(";")[0])
    told = name[0] if name else ""
    return re.sub(r"[-_.]+", "-", told).lower(), frozenset(re.findall(r"[\w-]+", extras[1]) if extras else ())


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None  # for another system or Python


def _needs(known: Distribution, extras: frozenset[str]) -> Iterator[str]:
    for need in known.requires or []:
        wanted = set(EXTRA.findall(need))
        if not wanted or wanted & extras:
            yield need


def licence(known: Distribution) -> str:
    """The expression, else the classifiers, else the first line of the field."""
    told: Mapping[str, str] = dict(known.metadata.items())  # type: ignore[attr-defined]  # a Message
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [each for each in known.metadata.get_all("Classifier") or [] if each.startswith(CLASSIFIER)]
    names = sorted({each.rpartition(" :: ")[2] for each in classifiers} - {"OSI Approved"})
    return " AND ".join(names) or told.get("License", "").strip().partition("\n")[0]


def allowed() -> frozenset[str]:
    lines = (settings.BASE_DIR / "deploy" / LISTED).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def bill_of_materials() -> dict[str, Any]:
    """CycloneDX 1.6, as JSON."""
    found = packages()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": {"type": "application", "name": "factcheck", "bom-ref": "factcheck"},
        },
        "components": [*map(_component, found), *_model()],
        "dependencies": list(_dependencies(found)),
    }


def _component(package: Package) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "licenses": [{"license": {"name": package.licence}}] if package.licence else [],
    }


def _model() -> Iterator[dict[str, Any]]:
    """The model's files with the hashes of its manifest, which a worker checks before it starts."""
    folder = Path(settings.FACTCHECK_MODEL or settings.BASE_DIR / "workers" / "model" / "released")
    for line in (folder / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        yield {
            "type": "machine-learning-model" if name == "encoder.bin" else "file",
            "bom-ref": f"model/{name}",
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }


def _dependencies(found: list[Package]) -> Iterator[dict[str, Any]]:
    by_name = {package.name: package.purl for package in found}
    yield {"ref": "factcheck", "dependsOn": sorted(by_name.values())}
    for package in found:
        yield {
            "ref": package.purl,
            "dependsOn": sorted(by_name[name] for name in package.needs if name in by_name),
        }
