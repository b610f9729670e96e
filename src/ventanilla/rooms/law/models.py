"""Which sheets were signed by a lawyer."""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed


class SignOff(Fed):
    """A lawyer's word that a sheet was checked. It counts while the sheet is the same."""

    seq = models.BigIntegerField(primary_key=True)
    rule = models.CharField(max_length=40, db_index=True)
    sheet = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        db_table = "law_signoff"
