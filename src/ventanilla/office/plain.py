"""What a database's error means, in a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path


def plain(error: Exception, folder: Path) -> str:
    """What a database's error means, in a sentence that says what to do."""
    said = str(error).lower()
    if "readonly" in said or "read-only" in said or "permission" in said:
        return f"The office in {folder} cannot be written: its files are read-only. Give their owner the right to write, then try again. Nothing was changed."
    if "locked" in said:
        return "Another program holds the journal and did not let go. Close it, or wait, then try again. Nothing was changed."
    if "full" in said or "disk i/o" in said:
        return f"The disk that holds {folder} is full or failing. Make room, then try again. What was acknowledged is safe; nothing half-done was left."
    if "unable to open" in said:
        return f"The journal in {folder} cannot be opened. Check that the folder exists, belongs to you, and lies on no read-only or full disk. Nothing was changed."
    if "malformed" in said or "not a database" in said:
        return f"The journal in {folder} is damaged. Do not write to it; restore the last backup into a new folder and compare."
    return f"The database refused: {error}. Nothing was changed."
