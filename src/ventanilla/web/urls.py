"""Addresses of what all rooms share."""

from __future__ import annotations

from django.urls import path

from . import api, do, login, permissions

app_name = "web"
urlpatterns = [
    path("login", login.log_in, name="login"),
    path("logout", login.log_out, name="logout"),
    path("language", do.set_language, name="language"),
    path("do/<str:kind>", do.do, name="do"),
    path("desk/permissions", permissions.permissions, name="permissions"),
    path("desk/more", permissions.more, name="more"),
    path("desk/api", api.overview, name="api"),
    path("api/openapi.json", api.openapi, name="openapi"),
    path("api/do/<str:kind>", api.do, name="api-do"),
]
