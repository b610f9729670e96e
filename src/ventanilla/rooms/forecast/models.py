"""What each night said: about a list as a whole, about each number now, and what each number was told first."""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed


class Night(Fed):
    """One night's forecast of a list. ``day`` is the evening it begins with; ``scored`` of the numbers called since are counted.

    ``kind`` is "office" or "prior" (too few days of its own); ``shelters`` holds JSON: name, beds, three bands by day.
    """

    pk = models.CompositePrimaryKey("list", "day")
    list = models.CharField(max_length=20)
    day = models.DateField()
    seq = models.BigIntegerField()
    horizon = models.IntegerField()
    runs = models.IntegerField()
    policy = models.CharField(max_length=200)
    past = models.IntegerField()
    kind = models.CharField(max_length=6)
    numbers = models.IntegerField()
    called = models.IntegerField()
    inside = models.IntegerField()
    overdue = models.IntegerField()
    shelters = models.TextField()

    class Meta:
        db_table = "forecast_night"


class Range(Fed):
    """A waiting number's ranges from the last night: days after the first day, the horizon where beyond it."""

    pk = models.CompositePrimaryKey("list", "number")
    list = models.CharField(max_length=20)
    number = models.BigIntegerField()
    q10 = models.IntegerField()
    q25 = models.IntegerField()
    q50 = models.IntegerField()
    q75 = models.IntegerField()
    q90 = models.IntegerField()
    never = models.IntegerField()

    class Meta:
        db_table = "forecast_range"


class Told(Fed):
    """The range of 80 % that a number was told first: what it is judged by. ``last`` is empty where it lies beyond the horizon."""

    pk = models.CompositePrimaryKey("list", "number")
    list = models.CharField(max_length=20)
    number = models.BigIntegerField()
    day = models.DateField()
    first = models.DateField()
    last = models.DateField(null=True)

    class Meta:
        db_table = "forecast_told"
