from django.apps import AppConfig


class ForecastConfig(AppConfig):
    name = "ventanilla.rooms.forecast"
    label = "forecast"
