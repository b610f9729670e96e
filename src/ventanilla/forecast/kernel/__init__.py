"""One run of any model, compiled: :func:`.runs.runs` fills the counts."""
