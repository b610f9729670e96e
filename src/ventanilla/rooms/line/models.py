"""The line as the journal says: lists, their dated rules, tickets, offers, the figures of each day."""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed

from .labels import number_label


class WaitingList(Fed):
    """A list at a port. Its rules are dated settings (:class:`ListRule`); these are today's."""

    id = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=80)
    city = models.CharField(max_length=60)
    port = models.CharField(max_length=80)
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    state_since = models.DateField()
    state_words = models.CharField(max_length=20)
    keeper = models.CharField(max_length=20)

    class Meta:
        db_table = "line_list"


class ListRule(Fed):
    """One dated setting of a list, with who set it."""

    seq = models.BigIntegerField(primary_key=True)
    list = models.CharField(max_length=20, db_index=True)
    from_day = models.DateField()
    settings = models.TextField()
    author = models.CharField(max_length=20)

    class Meta:
        db_table = "line_rule"


class Count(Fed):
    """A list's running totals, kept by the fold: its tail, and who waits."""

    list = models.CharField(max_length=20, primary_key=True)
    number = models.BigIntegerField(db_default=0)
    ord = models.IntegerField(db_default=0)
    fill = models.IntegerField(db_default=0)
    households = models.BigIntegerField(db_default=0)
    people = models.BigIntegerField(db_default=0)

    class Meta:
        db_table = "line_count"


class Ticket(Fed):
    """A household's place on a list: (number, order inside it), for as many numbers as it spans."""

    id = models.CharField(max_length=20, primary_key=True)
    list = models.CharField(max_length=20)
    household = models.CharField(max_length=20, db_index=True)
    number = models.BigIntegerField()
    last_number = models.BigIntegerField()
    ord = models.IntegerField()
    part = models.CharField(max_length=1)
    size = models.IntegerField()
    state = models.CharField(max_length=10)
    since = models.DateField()
    called = models.DateField(null=True)
    called_at = models.CharField(max_length=24, default="")
    offer = models.BigIntegerField(default=0)
    calls = models.IntegerField(default=0)
    absences = models.IntegerField(default=0)
    until = models.DateField(null=True)
    ended = models.DateField(null=True)
    reason = models.CharField(max_length=20, default="")
    leaf = models.CharField(max_length=64, default="")
    code_seq = models.BigIntegerField(default=0)
    copies = models.IntegerField(default=0)

    class Meta:
        db_table = "line_ticket"
        indexes = [
            models.Index(fields=["list", "state", "number", "ord", "part"], name="line_ticket_line"),
            models.Index(fields=["offer"], name="line_ticket_offer", condition=models.Q(offer__gt=0)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["list", "number", "ord", "part"], name="line_ticket_place")
        ]

    @property
    def label(self) -> str:
        """The number as it is said: ``1,479-B`` or ``1,173 to 1,175``."""
        return number_label(self.number, self.last_number, self.part)


class Block(Fed):
    """Who waits in a stretch of 256 numbers: how many are ahead is a sum of few rows, at any size."""

    pk = models.CompositePrimaryKey("list", "block")
    list = models.CharField(max_length=20)
    block = models.BigIntegerField()
    households = models.IntegerField(db_default=0)
    people = models.IntegerField(db_default=0)

    class Meta:
        db_table = "line_block"


class Offer(Fed):
    """What the port said: places, or none today, or no word."""

    seq = models.BigIntegerField(primary_key=True)
    list = models.CharField(max_length=20)
    day = models.DateField()
    hour = models.CharField(max_length=5)
    word = models.CharField(max_length=8)
    places = models.IntegerField()
    kind = models.CharField(max_length=16)

    class Meta:
        db_table = "line_offer"
        indexes = [models.Index(fields=["list", "day"], name="line_offer_day")]


class Day(Fed):
    """The figures of one list on one day. Offered, called, present and admitted are four figures, kept apart."""

    pk = models.CompositePrimaryKey("list", "day")
    list = models.CharField(max_length=20)
    day = models.DateField()
    offered = models.IntegerField(db_default=0)
    called = models.IntegerField(db_default=0)
    called_people = models.IntegerField(db_default=0)
    present = models.IntegerField(db_default=0)
    present_people = models.IntegerField(db_default=0)
    absent = models.IntegerField(db_default=0)
    absent_people = models.IntegerField(db_default=0)
    admitted = models.IntegerField(db_default=0)
    admitted_people = models.IntegerField(db_default=0)
    sent_back = models.IntegerField(db_default=0)
    sent_back_people = models.IntegerField(db_default=0)
    reinstated = models.IntegerField(db_default=0)
    joined = models.IntegerField(db_default=0)
    joined_people = models.IntegerField(db_default=0)
    ended = models.IntegerField(db_default=0)
    ended_people = models.IntegerField(db_default=0)
    passed = models.IntegerField(db_default=0)
    last_called = models.BigIntegerField(db_default=0)

    class Meta:
        db_table = "line_day"


class Head(Fed):
    """An evening's head: what board and day sheet carry, so that a later rewrite shows on paper."""

    seq = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    head = models.CharField(max_length=19)
    places = models.BigIntegerField()
    by_rule = models.BooleanField()

    class Meta:
        db_table = "line_head"


class DateSaid(Fed):
    """A date that a keeper confirmed, because the clock alone could not be believed."""

    day = models.DateField(primary_key=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "line_date"
