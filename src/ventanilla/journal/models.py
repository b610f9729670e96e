"""The journal's own tables, and the two kinds of tables there are."""

from __future__ import annotations

from django.db import models


class Fed(models.Model):
    """A table that the journal feeds: it can be thrown away and rebuilt by ``replay``.

    ``unfed`` names columns that are not (each with its reason in ``journal.replay.NOT_FED``).
    """

    unfed: tuple[str, ...] = ()

    class Meta:
        abstract = True


class Entry(models.Model):
    """One entry of the chain (see ``journal.entry``). The header is not stored: it is made from these columns."""

    seq = models.BigIntegerField(primary_key=True)
    site = models.CharField(max_length=20)
    at = models.CharField(max_length=24)
    clock = models.IntegerField()
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=20)
    subject = models.CharField(max_length=20)
    once = models.CharField(max_length=40)
    typed = models.CharField(max_length=16)
    rules = models.CharField(max_length=16)
    body = models.TextField()
    sealed = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_entry"
        indexes = [
            models.Index(fields=["once"], name="journal_once", condition=~models.Q(once="")),
        ]


class Mention(Fed):
    """Which entries speak of whom: the history of a household is read from here."""

    pk = models.CompositePrimaryKey("subject", "seq")
    subject = models.CharField(max_length=20)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "journal_mention"
