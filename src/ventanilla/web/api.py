"""The JSON API: one operation an action, from the same declaration; and its OpenAPI description."""

from __future__ import annotations

import base64
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError

from ventanilla import __version__
from ventanilla.journal.action import ACTIONS, Action, Refused, desk_actions, explain
from ventanilla.journal.reader import sentence

from .access import page
from .login import try_login
from .models import Staff


@csrf_exempt
@page(
    public=True, methods=("POST",), what="The API operation of an action (login and password with each call)"
)
def do(request: HttpRequest, kind: str) -> HttpResponse:
    """Do one action: JSON in, JSON out. No cookies: every call carries login and password."""
    staff, trouble = _who(request)
    if not staff:
        response = JsonResponse({"refused": trouble}, status=401)
        response.headers["WWW-Authenticate"] = 'Basic realm="Ventanilla", charset="UTF-8"'
        return response
    action = ACTIONS.get(kind)
    if not action or not action.at_desk():
        return JsonResponse({"refused": _("There is no action of this name.")}, status=404)
    try:
        wish = action.model_validate_json(request.body or b"{}")
        done = settings.OFFICE.ledger.perform(wish, staff.actor, request.headers.get("Idempotency-Key", ""))
    except ValidationError as error:
        return JsonResponse({"errors": [{"field": f, "sentence": s} for f, s in explain(error)]}, status=422)
    except Refused as refused:
        status = 403 if staff.actor.role not in action.roles else 409
        return JsonResponse({"refused": refused.sentence, "field": refused.field}, status=status)
    entries = [
        {"seq": e.seq, "at": e.at, "kind": e.kind, "subject": e.subject, "body": e.body, "says": sentence(e)}
        for e in done.entries
    ]
    return JsonResponse({"entries": entries, "again": done.again, "shown": done.shown})


def _who(request: HttpRequest) -> tuple[Staff | None, str]:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None, _("Send login and password with the call (HTTP Basic).")
    try:
        name, _colon, password = base64.b64decode(text, validate=True).decode().partition(":")
    except (ValueError, UnicodeDecodeError):
        return None, _("Send login and password with the call (HTTP Basic).")
    return try_login(request, name, password)


@page(what="The description of the API")
def openapi(request: HttpRequest) -> HttpResponse:
    """The API in OpenAPI 3.1."""
    return JsonResponse(description())


@page(what="The API, explained")
def overview(request: HttpRequest) -> HttpResponse:
    """Every operation on one page."""
    operations = [
        {
            "action": action,
            "roles": sorted(role.words for role in action.roles),
            "schema": json.dumps(action.model_json_schema(), indent=1, ensure_ascii=False),
        }
        for action in desk_actions()
    ]
    return render(request, "web/api.html", {"operations": operations, "here": "more"})


def description() -> dict[str, Any]:
    """The OpenAPI document: a path for every desk action, with its fields, bounds and help."""
    schemas: dict[str, Any] = {}
    paths = {f"/api/do/{action.kind}": {"post": _operation(action, schemas)} for action in desk_actions()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ventanilla", "version": __version__,
            "description": "One operation a desk action. Send an Idempotency-Key with each call: sent twice is done once.",
        },
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"login": {"type": "http", "scheme": "basic"}}},
        "security": [{"login": []}],
    }  # fmt: skip


def _operation(action: type[Action], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = action.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    schemas[action.kind] = schema
    key = {
        "name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "minLength": 8, "maxLength": 40},
        "description": "Sent twice with the same key is done once.",
    }  # fmt: skip
    return {
        "operationId": action.kind, "summary": action.title, "description": f"{action.help} Roles: {', '.join(sorted(action.roles))}.",
        "parameters": [key],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{action.kind}"}}}, "required": True},
        "responses": {
            "200": {"description": "Done, or done before with the same key."}, "401": {"description": "Login or password is wrong."},
            "403": {"description": "The role may not do this."}, "409": {"description": "Refused, with a sentence."},
            "422": {"description": "Something in the fields is wrong: a sentence for each."},
        },
    }  # fmt: skip
