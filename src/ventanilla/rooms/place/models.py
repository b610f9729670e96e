"""Private codes as they are stored: a hash that opens one place in line. Not fed by the journal."""

from __future__ import annotations

from django.db import models


class Code(models.Model):
    """The hash of a code; ``seq`` is the entry that made it. It opens only while the ticket's newest code is that one."""

    digest = models.BinaryField(primary_key=True)
    ticket = models.CharField(max_length=20, db_index=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "place_code"
