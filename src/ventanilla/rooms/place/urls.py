"""Addresses of the public board, of a waiting person's own page, and of the slip."""

from __future__ import annotations

from django.urls import path

from . import going_home, options_desk, options_page, pages

app_name = "place"
urlpatterns = [
    path("", pages.front, name="front"),
    path("board/<slug:list_id>", pages.board, name="board"),
    path("board/<slug:list_id>/wall", pages.wall, name="wall"),
    path("place", pages.place, name="place"),
    path("place/options", options_page.options, name="options"),
    path("place/going-home", going_home.going_home, name="going-home"),
    path("desk/options/<str:household_id>", options_desk.options, name="options-desk"),
    path("desk/closed", options_desk.closed, name="closed-first"),
    path("desk/closed/<slug:list_id>", options_desk.closed, name="closed"),
    path("desk/slip/<str:ticket_id>", pages.slip, name="slip"),
]
