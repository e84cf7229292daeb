"""An event worth looking at: three invented wires through a night, the dead, the hurt and the missing."""

from __future__ import annotations

from claims.models import Event, User
from tests.event_factories import RegroupingFactory
from tests.event_rows import an_event, tell


def ferry_event(editor: User) -> Event:
    """Bounds, a range, a figure revised down, a conflict settled and one open."""
    event = an_event(11, name="Isla Corvane ferry fire", place="Port Selwick", kind="fire")
    for low, minutes, qualifier, speaker in (
        (4, 0, "at_least", "coast guard"),
        (12, 73, "at_least", "coast guard"),
        (19, 228, "exact", "port authority"),
        (17, 500, "exact", "coast guard"),
        (17, 618, "exact", "coast guard"),
    ):
        tell(event, "Northline", low, minutes=minutes, qualifier=qualifier, speaker=speaker)
    tell(event, "Meridian Press", 10, minutes=28, qualifier="about", speaker="witnesses")
    tell(event, "Meridian Press", 12, minutes=180, qualifier="range", high=15, speaker="a rescuer")
    tell(event, "Meridian Press", 19, minutes=303, speaker="port authority")
    tell(event, "Meridian Press", 19, minutes=540, speaker="port authority")
    tell(event, "Halyard Wire", 9, minutes=108, qualifier="at_least", speaker="rescue services")
    tell(event, "Halyard Wire", 15, minutes=458, qualifier="more_than", speaker="rescue services")
    tell(event, "Halyard Wire", 17, minutes=593, speaker="coast guard")
    for low, minutes, qualifier in ((20, 10, "at_least"), (34, 200, "exact"), (41, 505, "exact")):
        tell(event, "Northline", low, minutes=minutes, measure="wounded", qualifier=qualifier)
    tell(event, "Meridian Press", 30, minutes=240, measure="wounded", qualifier="at_least")
    tell(event, "Meridian Press", 41, minutes=545, measure="wounded")
    for low, minutes in ((18, 40), (11, 230), (6, 510)):
        tell(event, "Northline", low, minutes=minutes, measure="missing", qualifier="at_least")
    RegroupingFactory(event=event, action="begun")
    RegroupingFactory(event=event, action="renamed", actor=editor, reason="The ferry’s route names it better")
    return event
