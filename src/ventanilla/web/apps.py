from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ventanilla.web"
    label = "web"

    def ready(self) -> None:
        """Fields learn where their choices come from."""
        from . import choices  # noqa: F401
