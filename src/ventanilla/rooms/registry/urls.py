"""The desk's addresses about people."""

from __future__ import annotations

from django.urls import path

from . import pages

app_name = "registry"
urlpatterns = [
    path("desk/find", pages.find_page, name="find"),
    path("desk/household/<str:household_id>", pages.household, name="household"),
    path("desk/register/<slug:list_id>", pages.register, name="register"),
]
