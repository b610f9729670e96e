from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "ventanilla.rooms.law"
    label = "law"
