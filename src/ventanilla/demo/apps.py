"""The demo office as a Django app: it has pages and templates, and no tables of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed only where the office's settings say ``demo``."""

    name = "ventanilla.demo"
    label = "demo"
