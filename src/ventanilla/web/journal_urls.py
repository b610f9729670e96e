"""Addresses of the journal's pages."""

from __future__ import annotations

from django.urls import path

from . import journal_pages

app_name = "journal"
urlpatterns = [
    path("desk/journal", journal_pages.journal, name="list"),
    path("desk/journal/<int:seq>", journal_pages.entry, name="entry"),
]
