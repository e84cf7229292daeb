"""Setting a claim aside, and taking it back before its time."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.actions import setting_aside
from claims.actions.setting_aside import Until
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import decided


@require_POST
@signed_in
def set_aside(request: DeskRequest, pk: int) -> HttpResponse:
    until = request.POST.get("until", "")
    span = _(Until(until).label).lower() if until in list(Until) else ""
    said = _("Set aside, %(until)s") % {"until": span}
    return decided(request, pk, setting_aside.set_aside, said, until=until)


@require_POST
@signed_in
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    return decided(request, pk, setting_aside.take_back, _("Back in the queue"))
