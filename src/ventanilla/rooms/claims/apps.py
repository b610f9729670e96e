from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "ventanilla.rooms.claims"
    label = "claims"

    def ready(self) -> None:
        """Let forms know the choices of this room's fields."""
        from . import choices  # noqa: F401
