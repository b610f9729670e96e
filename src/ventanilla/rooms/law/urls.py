"""The addresses of the law."""

from __future__ import annotations

from django.urls import path

from . import pages

app_name = "law"
urlpatterns = [
    path("law", pages.law, name="law"),
    path("law/compare", pages.compare, name="compare"),
    path("law/rule/<str:rule_id>", pages.rule, name="rule"),
    path("desk/law/caseload", pages.office, name="caseload"),
    path("desk/law/whom", pages.whom, name="whom"),
]
