"""Private codes and second words as they are stored: hashes, outside the journal; and who has a second word, inside it."""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed


class Code(models.Model):
    """The hash of a code; ``seq`` is the entry that made it. It opens only while the ticket's newest code is that one."""

    digest = models.BinaryField(primary_key=True)
    ticket = models.CharField(max_length=20, db_index=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "place_code"


class SecondWord(Fed):
    """Which households chose a second word: ``seq`` is the entry that set it, ``asked_by`` who asked to set another."""

    household = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField()
    asked_by = models.CharField(max_length=20, default="")
    asked_on = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "place_word"


class WordDigest(models.Model):
    """The hash of a household's second word; it counts only while the household's newest word is that of ``seq``."""

    household = models.CharField(max_length=20, primary_key=True)
    digest = models.BinaryField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "place_word_digest"
