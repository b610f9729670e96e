"""The law of both countries as data: dated, sourced, at places, and the why of every answer."""
