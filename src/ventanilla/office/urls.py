"""Every address of an office: the rooms put together."""

from __future__ import annotations

import importlib.util

from django.conf import settings
from django.urls import include, path

ROOMS = (
    "ventanilla.web.urls", "ventanilla.web.journal_urls", "ventanilla.rooms.line.urls", "ventanilla.rooms.registry.urls",
    "ventanilla.rooms.place.urls", "ventanilla.rooms.claims.urls", "ventanilla.rooms.law.urls",
    "ventanilla.rooms.forecast.urls",
)  # fmt: skip

urlpatterns = [path("", include(room)) for room in ROOMS if importlib.util.find_spec(room)]
if settings.OFFICE.demo:
    urlpatterns.append(path("demo/", include("ventanilla.demo.urls")))

handler404 = "ventanilla.web.errors.not_found"
handler500 = "ventanilla.web.errors.broken"
