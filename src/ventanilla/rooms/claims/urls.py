"""The desk's addresses about claims."""

from __future__ import annotations

from django.urls import path

from . import pages

app_name = "claims"
urlpatterns = [
    path("desk/claims", pages.overview, name="overview"),
    path("desk/claims/all", pages.everyone, name="everyone"),
    path("desk/claims/day", pages.day, name="today"),
    path("desk/claims/day/<str:day>", pages.day, name="day"),
    path("desk/claims/changed", pages.changed, name="changed"),
    path("desk/claims/household/<str:household_id>", pages.family, name="family"),
    path("desk/claims/claim/<str:claim_id>", pages.claim, name="claim"),
    path("desk/claims/notice/<str:notice_id>", pages.notice, name="notice"),
]
