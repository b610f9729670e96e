"""Who is here: households and people, as the journal says. Names and needs are not in these tables."""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed


class Household(Fed):
    """People who travel and are called together. ``contact`` may change and nothing hangs on it: there is no head."""

    id = models.CharField(max_length=20, primary_key=True)
    size = models.IntegerField()
    contact = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    since = models.DateField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "registry_household"


class Person(Fed):
    """One person. ``identity_seq`` is the entry whose sealed part holds the name today (0: nobody wrote one)."""

    id = models.CharField(max_length=20, primary_key=True)
    household = models.CharField(max_length=20, db_index=True)
    state = models.CharField(max_length=10)
    sex = models.CharField(max_length=1)
    birth_year = models.IntegerField(null=True)
    birth_kind = models.CharField(max_length=7)
    nationality = models.CharField(max_length=2)
    languages = models.CharField(max_length=40)
    adult_said = models.DateField(null=True)
    identity_seq = models.BigIntegerField()
    health_seq = models.BigIntegerField()

    class Meta:
        db_table = "registry_person"
