"""Logging in: accounts that are open and have not run out, and guesses slowed down."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .access import page
from .models import Staff
from .now import today
from .throttle import Throttle

GUESSES = Throttle()
_NOBODY = make_password("nobody has this password")


class Backend:
    """Checks a login and its password against the open accounts; the same time for unknown logins."""

    def authenticate(self, request: HttpRequest | None, login: str = "", password: str = "") -> Staff | None:
        """The account, or None."""
        staff = Staff.objects.filter(login=login).first()
        right = check_password(password, staff.password if staff and staff.password else _NOBODY)
        return staff if right and staff and usable(staff) else None

    def get_user(self, user_id: str) -> Staff | None:
        """The account of a session, while it is open."""
        staff = Staff.objects.filter(pk=user_id).first()
        return staff if staff and usable(staff) else None


def usable(staff: Staff) -> bool:
    """Whether an account is open and has not run out."""
    return staff.is_active and (staff.until is None or staff.until >= today())


def try_login(request: HttpRequest, name: str, password: str) -> tuple[Staff | None, str]:
    """An account, or None and the sentence to show."""
    source, moment = f"{name} {request.META.get('REMOTE_ADDR', '')}", time.monotonic()
    if wait := GUESSES.allow(source, moment):
        return None, _("Too many tries. Wait {n} seconds, then try again.").format(n=int(wait) + 1)
    staff = authenticate(request, login=name, password=password)
    if not isinstance(staff, Staff):
        GUESSES.failed(source, moment)
        return None, _("This login and password do not open an account. Check both and try again.")
    return staff, ""


class LoginForm(forms.Form):
    """Login and password."""

    login = forms.CharField(label=gettext_lazy("Login"), max_length=40)
    password = forms.CharField(label=gettext_lazy("Password"), max_length=200, widget=forms.PasswordInput)


@page(public=True, methods=("GET", "POST"))
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in to the desk."""
    form, error = LoginForm(request.POST or None), ""
    target = request.POST.get("next") or request.GET.get("next") or "/desk/"
    if request.method == "POST" and form.is_valid():
        staff, error = try_login(request, form.cleaned_data["login"], form.cleaned_data["password"])
        if staff:
            login(request, staff, backend="ventanilla.web.login.Backend")
            return redirect(target if url_has_allowed_host_and_scheme(target, None) else "/desk/")
    elif request.method == "POST":
        error = _("Write your login and your password.")
    data: dict[str, Any] = {"form": form, "error": error, "next": target}
    return render(request, "web/login.html", data, status=422 if error else 200)


@page(methods=("POST",))
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("/login")
