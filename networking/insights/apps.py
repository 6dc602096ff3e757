from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "networking.insights"
    label = "insights"
