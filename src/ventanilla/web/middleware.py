"""What every request goes through: safety headers, language, deny by default, errors in sentences."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.journal.action import Refused
from ventanilla.journal.keys import KeysMissing

from . import drafts
from .models import Staff

Next = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LANGUAGE_COOKIE = "lang"


class Headers:
    """A strict content policy, no sniffing, no referrer, and nothing personal kept by the browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Language:
    """The page's language: the cookie that the switch set, else Spanish for the public, English at the desk."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        known = dict(settings.LANGUAGES)
        desk = request.path.startswith(("/desk", "/do/", "/login", "/api", "/demo/next"))
        if desk and chosen not in ("es", "en"):
            chosen = "en"
        translation.activate(chosen if chosen in known else "es")
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "es")
        return response


class DenyByDefault:
    """Nothing opens that was not declared with :func:`access.page` for this role and this method."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let a declared view through, or say plainly why not."""
        access = getattr(view, "access", None)
        if access is None:
            return _say(request, 403, _("This page is not open to anybody."))
        if request.method not in (*access.methods, "HEAD"):
            return _say(request, 405, _("This page cannot be used that way."))
        if access.public:
            return None
        user = request.user
        if not isinstance(user, Staff):
            return _to_login(request)
        if user.actor.role not in access.roles:
            who = ", ".join(sorted(role.words for role in access.roles))
            return _say(request, 403, _("Your role does not open this page. It is for: %s.") % who)
        return None


class Sentences:
    """A refusal or a fault becomes a page with one plain sentence; the details go to the log, without what was typed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error that a view did not handle."""
        if isinstance(error, Refused):
            return _say(request, 409, error.sentence)
        if isinstance(error, KeysMissing):
            return _say(request, 503, str(error))
        if isinstance(error, DatabaseError):
            logging.getLogger("django.request").error("database: %s", type(error).__name__)
            return _say(request, 503, settings.PLAIN_ERROR(error))
        return None


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the login page; what was typed into an action's form is kept, sealed, and is there again after it."""
    if request.method == "POST" and request.path.startswith("/do/"):
        back = drafts.keep(request)
    else:
        back = request.path if request.method == "GET" else "/desk/"
    return redirect(f"/login?next={quote(back)}")


def _say(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return render(request, "web/sentence.html", {"sentence": sentence, "status": status}, status=status)
