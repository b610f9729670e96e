"""Staff, drafts, and the log of views."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ventanilla.journal.action import Role
from ventanilla.journal.desk import Actor
from ventanilla.journal.models import Fed


class StaffManager(BaseUserManager["Staff"]):
    """Accounts are made by an action; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        return self.get(login=username)


class Staff(AbstractBaseUser, Fed):
    """Somebody who works at the window. Everything but the password is fed by the journal."""

    unfed = ("password", "last_login")

    id = models.CharField(max_length=20, primary_key=True)
    login = models.CharField(max_length=40, unique=True)
    role = models.CharField(max_length=12)
    until = models.DateField(null=True)
    is_active = models.BooleanField(default=True)
    password = models.CharField(max_length=200, db_default="")
    last_login = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: list[str] = []
    objects = StaffManager()

    class Meta:
        db_table = "web_staff"

    @property
    def actor(self) -> Actor:
        """Who acts, as the journal writes it."""
        return Actor(self.id, Role(self.role), self.login)


class Draft(models.Model):
    """What was typed and not saved, sealed: it survives a session that ended, and dies after 24 hours."""

    id = models.CharField(max_length=40, primary_key=True)
    staff = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "web_draft"


class Shown(models.Model):
    """An answer that is shown once (a private code), sealed: a lost answer can be fetched again for 15 minutes."""

    once = models.CharField(max_length=40, primary_key=True)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "web_shown"


class View(models.Model):
    """One opening of a page about a person, in a chain of its own."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=24)
    actor = models.CharField(max_length=20)
    page = models.CharField(max_length=40)
    subject = models.CharField(max_length=20, db_index=True)
    hash = models.BinaryField()

    class Meta:
        db_table = "web_view"
