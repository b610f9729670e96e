"""Ventanilla: the service window for people who wait at a border."""

__version__ = "0.1.0"
