"""Pages for what went wrong, each with one sentence that says what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import drafts


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return render(
        request,
        "web/sentence.html",
        {"sentence": _("There is no such page here."), "status": 404},
        status=404,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke."""
    sentence = _("Something went wrong on our side. Nothing half-done was saved. Go back and try again.")
    return render(request, "web/sentence.html", {"sentence": sentence, "status": 500}, status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the token of this browser: what was typed is kept, and the form opens again."""
    if request.path.startswith("/do/") and request.method == "POST":
        return redirect(drafts.keep(request))
    sentence = _("This page was open for too long. Open it again; nothing was saved.")
    return render(request, "web/sentence.html", {"sentence": sentence, "status": 403}, status=403)
