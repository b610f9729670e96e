from django.apps import AppConfig


class LineConfig(AppConfig):
    name = "ventanilla.rooms.line"
    label = "line"
