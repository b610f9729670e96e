from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "ventanilla.rooms.registry"
    label = "registry"
