"""Addresses that only a demo office has; they stand under ``/demo/``."""

from django.urls import path

from . import pages

app_name = "demo"
urlpatterns = [
    path("next-day", pages.next_day, name="next_day"),
    path("situation", pages.situation, name="situation"),
]
