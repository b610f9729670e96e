"""One installation: its folder, its settings, and how the rooms are put together."""
