"""Claims as legal aid works with them: states, days and papers, opened from sealed parts. The facts are in no table.

Every row of a person goes when the person is forgotten (``actions.forgotten``).
"""

from __future__ import annotations

from django.db import models

from ventanilla.journal.models import Fed

Id = {"max_length": 20}


class Card(Fed):
    """Where the facts of a person stand today: the entry whose sealed part holds them."""

    person = models.CharField(**Id, primary_key=True)
    seq = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        db_table = "claims_card"


class Claim(Fed):
    """One claim of one person in one country. ``listed_seq``: the entry that proves the day of listing.

    ``changed_seq``: when the rules last answered otherwise than before; ``told_seq``: when the person was told.
    """

    id = models.CharField(**Id, primary_key=True)
    person = models.CharField(**Id, db_index=True)
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=10)
    place = models.CharField(max_length=40)
    since = models.DateField()
    listed = models.DateField(null=True)
    listed_seq = models.BigIntegerField(db_default=0)
    track = models.CharField(max_length=10, db_default="")
    track_by = models.CharField(max_length=12, db_default="")
    track_code = models.CharField(max_length=20, db_default="")
    track_seq = models.BigIntegerField(db_default=0)
    changed_seq = models.BigIntegerField(db_default=0)
    told_seq = models.BigIntegerField(db_default=0)
    lawyer_seq = models.BigIntegerField(db_default=0)
    address = models.CharField(max_length=16, db_default="")
    outcome = models.CharField(max_length=12, db_default="")
    ended = models.DateField(null=True)
    appealed = models.DateField(null=True)

    class Meta:
        db_table = "claims_claim"


class Paper(Fed):
    """A paper as it stands. ``utc`` is the hearing's moment, with the offset that the zone had when it was written."""

    id = models.CharField(**Id, primary_key=True)
    claim = models.CharField(**Id, db_index=True)
    kind = models.CharField(max_length=12)
    issuer = models.CharField(max_length=6)
    printed = models.DateField(null=True)
    received = models.DateField()
    day = models.DateField(null=True, db_index=True)
    hour = models.CharField(max_length=5)
    zone = models.CharField(max_length=40)
    utc = models.CharField(max_length=16)
    place = models.CharField(max_length=20)
    state = models.CharField(max_length=8)
    marked = models.BigIntegerField(db_default=0)
    missed = models.CharField(max_length=12, db_default="")
    held = models.BooleanField(db_default=False)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_paper"


class Notice(Fed):
    """A notice made from a paper, and whether it reached the person."""

    id = models.CharField(**Id, primary_key=True)
    claim = models.CharField(**Id, db_index=True)
    paper = models.CharField(**Id, db_index=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=9)
    day = models.DateField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_notice"


class Answer(Fed):
    """The last answer of the rulebook to one question about one claim. ``book`` is the hash of the book that gave it."""

    pk = models.CompositePrimaryKey("claim", "ask")
    claim = models.CharField(**Id)
    ask = models.CharField(max_length=40)
    code = models.CharField(max_length=24)
    day = models.DateField()
    place = models.CharField(max_length=40)
    checked = models.BooleanField()
    book = models.CharField(max_length=64)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_answer"


class Book(Fed):
    """A book that decided something: the entry that keeps it as data."""

    hash = models.CharField(max_length=64, primary_key=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_book"


class Question(Fed):
    """A question to a lawyer: open, or what the lawyer said."""

    id = models.CharField(**Id, primary_key=True)
    claim = models.CharField(**Id, db_index=True)
    about = models.CharField(max_length=12)
    day = models.DateField()
    state = models.CharField(max_length=8)
    answered = models.DateField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_question"


class Deadline(Fed):
    """The last day of a term as a lawyer corrected it. It counts before the computed one and stays."""

    pk = models.CompositePrimaryKey("claim", "term")
    claim = models.CharField(**Id)
    term = models.CharField(max_length=40)
    last = models.DateField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_deadline"


class Asked(Fed):
    """A person's own question by its topic, and when they took it back."""

    pk = models.CompositePrimaryKey("person", "topic")
    person = models.CharField(**Id)
    topic = models.CharField(max_length=8)
    day = models.DateField()
    back = models.DateField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "claims_asked"
