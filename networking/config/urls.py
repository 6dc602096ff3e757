"""Every address of Inroad; they are public and stay (DESIGN §5)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("networking.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("import/", include("networking.exchange.urls")),
    path("", include("networking.pipeline.urls")),
]
