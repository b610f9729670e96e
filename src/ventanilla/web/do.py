"""Doing an action from a page: its form, made from its declaration, and what comes after."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from pydantic import ValidationError

from ventanilla.journal.action import ACTIONS, Action, Refused, explain
from ventanilla.journal.ledger import Done

from . import drafts
from .access import page
from .forms import ActionForm
from .models import Staff


def new_once() -> str:
    """A fresh once-key: 128 random bits."""
    return secrets.token_urlsafe(16)


@page(methods=("GET", "POST"), what="The form of an action (each action says who may do it)")
def do(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of an action, and doing it."""
    action = ACTIONS.get(kind)
    if not action or not action.at_desk():
        raise Http404
    staff = request.user
    assert isinstance(staff, Staff)
    if staff.actor.role not in action.roles:
        who = ", ".join(sorted(role.words for role in action.roles))
        sentence = _("Your role does not allow this. It is for: %s.") % who
        return render(request, "web/sentence.html", {"sentence": sentence, "status": 403}, status=403)
    if request.method == "POST":
        return _post(request, action, staff)
    typed = drafts.find(request.GET["draft"], kind) if "draft" in request.GET else None
    if typed is not None:
        return _show(request, action, typed, [], once=request.GET["draft"], found=True)
    return _show(request, action, None, [])


def _post(request: HttpRequest, action: type[Action], staff: Staff) -> HttpResponse:
    data = request.POST.copy()
    if "more" in data or "remove" in data:
        return _show(request, action, _resized(data), [], once=data.get("once", ""), resized=True)
    form = ActionForm(action, data)
    try:
        wish = action.model_validate(form.values())
    except ValidationError as error:
        return _show(request, action, data, explain(error), status=422)
    try:
        done = settings.OFFICE.ledger.perform(wish, staff.actor, data.get("once", ""))
    except Refused as refused:
        return _show(request, action, data, [(refused.field, refused.sentence)], status=409)
    drafts.drop(data.get("once", ""))
    return _after(request, action, done, data)


def _after(request: HttpRequest, action: type[Action], done: Done, data: QueryDict) -> HttpResponse:
    said = _("This was already done; it was not done again.") if done.again else _(action.done or "Done.")
    if done.shown:
        return render(request, "web/shown.html", {"action": action, "shown": done.shown, "said": said})
    messages.success(request, said)
    return redirect(_next(data) or _landing(done))


def _landing(done: Done) -> str:
    """Where somebody looks next: the household that the action speaks of, or the desk."""
    for entry in done.entries:
        household = entry.subject if entry.subject.startswith("H") else entry.body.get("household")
        if household:
            return f"/desk/household/{household}"
    return "/desk/"


def _next(data: Any) -> str:
    target = data.get("next", "")
    return target if target.startswith("/") and url_has_allowed_host_and_scheme(target, None) else ""


def _show(
    request: HttpRequest, action: type[Action], data: QueryDict | None, errors: list[tuple[str, str]], *,
    status: int = 200, once: str = "", found: bool = False, resized: bool = False,
) -> HttpResponse:  # fmt: skip
    form = ActionForm(action, data, request.GET, errors)
    context = {
        "action": action, "form": form, "once": once or (data or {}).get("once") or new_once(), "found": found,
        "next": _next(data if data is not None else request.GET), "resized": resized,
    }  # fmt: skip
    return render(request, "web/do.html", context, status=status)


def _resized(data: QueryDict) -> QueryDict:
    """The same form with one row more, or without the row whose button was pressed."""
    rows, _colon, index = (data.get("remove") or data.get("more") or "").partition(":")
    count = int(data.get(f"{rows}-count", "1") or 1)
    if "more" in data:
        data[f"{rows}-count"] = str(min(count + 1, 50))
    elif index.isdigit():
        _drop_row(data, rows, int(index), count)
    data.pop("more", None)
    data.pop("remove", None)
    return data


def _drop_row(data: QueryDict, rows: str, gone: int, count: int) -> None:
    for index in range(gone, count):
        for key in [one for one in data if one.startswith(f"{rows}-{index}-")]:
            data.pop(key)
        for key in [one for one in data if one.startswith(f"{rows}-{index + 1}-")]:
            data.setlist(key.replace(f"{rows}-{index + 1}-", f"{rows}-{index}-", 1), data.getlist(key))
    data[f"{rows}-count"] = str(max(count - 1, 1))


@page(public=True, methods=("POST",))
def set_language(request: HttpRequest) -> HttpResponse:
    """Another language, kept in a cookie until the browser closes."""
    response = redirect(_next(request.POST) or "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie("lang", chosen, samesite="Strict", httponly=True)
    return response
