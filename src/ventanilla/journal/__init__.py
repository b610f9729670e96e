"""MEMORY: the append-only journal, the only way anything changes."""
