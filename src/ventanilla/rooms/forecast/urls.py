"""The addresses of the forecast."""

from __future__ import annotations

from django.urls import path

from . import pages

app_name = "forecast"
urlpatterns = [
    path("desk/forecast", pages.plan, name="plan"),
    path("desk/forecast/run/<str:run_id>", pages.run, name="run"),
    path("desk/forecast/shelters", pages.shelters, name="shelters"),
    path("desk/forecast/week/<slug:list_id>", pages.week, name="week"),
]
