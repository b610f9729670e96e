"""The addresses of the forecast."""

from __future__ import annotations

app_name = "forecast"
urlpatterns: list = []
