from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "networking.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
