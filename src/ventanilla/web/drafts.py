"""What was typed and not saved: kept sealed on the server for 24 hours, and there again after the next login."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, QueryDict

from ventanilla.journal.action import ACTIONS

from .models import Draft
from .now import now

KEPT = timedelta(hours=24)
LARGEST = 64 * 1024
_NOT_KEPT = ("csrfmiddlewaretoken", "password")


def keep(request: HttpRequest) -> str:
    """Keep a form that could not be saved; the address where it is found again.

    What is too private (``Action.drafted``) is not kept: whoever sits at the desk next could open it.
    """
    purge()
    action = ACTIONS.get(request.path.removeprefix("/do/").strip("/"))
    if action and not action.drafted:
        return f"{request.path}?gone=1"
    once = request.POST.get("once", "")
    typed = {key: request.POST.getlist(key) for key in request.POST if key not in _NOT_KEPT}
    plain = json.dumps(typed).encode()
    if not once or len(plain) > LARGEST:
        return request.path
    nonce = os.urandom(12)
    sealed = nonce + _key().encrypt(nonce, plain, once.encode())
    kind = request.path.removeprefix("/do/").strip("/")
    Draft.objects.update_or_create(
        id=once[:40], defaults={"staff": "", "kind": kind[:60], "about": "", "sealed": sealed, "at": now()}
    )
    return f"{request.path}?{urlencode({'draft': once})}"


def find(once: str, kind: str) -> QueryDict | None:
    """The form as it was typed, or None where it is gone."""
    purge()
    draft = Draft.objects.filter(id=once, kind=kind).first()
    typed = _opened(draft) if draft else None
    if typed is None:
        return None
    data = QueryDict(mutable=True)
    for key, values in typed.items():
        data.setlist(key, values)
    return data


def drop(once: str) -> None:
    """The form was saved: its draft goes at once."""
    Draft.objects.filter(id=once).delete()


def drop_naming(names: Iterable[str]) -> int:
    """Drop every kept form in which one of these names stands; the number dropped. For forgetting."""
    wanted = [name.casefold() for name in names if len(name) > 2]
    dropped = 0
    for draft in Draft.objects.all() if wanted else ():
        text = json.dumps(_opened(draft) or {}, ensure_ascii=False).casefold()
        if any(name in text for name in wanted):
            draft.delete()
            dropped += 1
    return dropped


def purge() -> None:
    """Drafts older than a day go."""
    Draft.objects.filter(at__lt=now() - KEPT).delete()


def _opened(draft: Draft) -> dict[str, Any] | None:
    sealed = bytes(draft.sealed)
    try:
        typed: dict[str, Any] = json.loads(_key().decrypt(sealed[:12], sealed[12:], draft.id.encode()))
    except InvalidTag:
        return None
    return typed


def _key() -> AESGCM:
    return AESGCM(settings.OFFICE.keys.office_secret("drafts"))
