"""The desk's addresses of the line."""

from __future__ import annotations

from django.urls import path

from . import pages

app_name = "line"
urlpatterns = [
    path("desk/", pages.today_page, name="today"),
    path("desk/line", pages.lines, name="lines"),
    path("desk/line/<slug:list_id>", pages.line, name="line"),
    path("desk/call/<slug:list_id>", pages.call, name="call"),
    path("desk/mark/<slug:list_id>", pages.mark, name="mark"),
    path("desk/list/<slug:list_id>", pages.list_page, name="list"),
    path("desk/sheet/<slug:list_id>", pages.sheet, name="sheet"),
]
