"""Looking up a once-key costs the same in a journal of any length: it is read from its index."""

from __future__ import annotations

import re
from inspect import getsource

from ventanilla.journal.ledger import Ledger


def test_the_once_key_is_looked_up_in_its_index(office):
    sources = getsource(Ledger._first) + getsource(Ledger._used)
    statements = re.findall(r"SELECT [^\"]*FROM journal_entry WHERE [^\"]*", sources)
    assert len(statements) == 2
    for statement in statements:
        sql = statement.replace("{marks}", "?")
        plan = str(office.db.all(f"EXPLAIN QUERY PLAN {sql}", ("key-00001",)))
        assert "journal_once" in plan and "SCAN" not in plan, plan
