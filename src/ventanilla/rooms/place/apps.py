from django.apps import AppConfig


class PlaceConfig(AppConfig):
    name = "ventanilla.rooms.place"
    label = "place"
