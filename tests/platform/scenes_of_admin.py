"""What each address of the admin is tried on in the permission matrix."""

from __future__ import annotations

from typing import Any

from claims.models import User
from tests.admin.rows import models, one_of_each

ADMIN_WORDS: dict[str, dict[str, Any]] = {
    "admin:app_list": {"app_label": "claims"},
    "admin:view_on_site": {"content_type_id": 1, "object_id": "1"},
}


def at_the_admin(name: str, person: User | None) -> dict[str, Any]:
    """The words of an address of the admin; for who is let in the oldest row of what it lists."""
    if name == "admin:auth_user_password_change":
        return {"id": person.pk if person else 1}
    if name in ADMIN_WORDS:
        return ADMIN_WORDS[name]
    about = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in models()}
    listed, _, page = name.removeprefix("admin:").rpartition("_")
    if listed not in about or page not in ("change", "delete", "history"):
        return {}
    if person is None or not person.is_staff:
        return {"object_id": 1}
    one_of_each()
    return {"object_id": about[listed]._default_manager.order_by("pk").values_list("pk", flat=True)[0]}
