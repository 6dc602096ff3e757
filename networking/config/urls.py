"""Every address of Inroad; they are public and stay (DESIGN §5)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("", include("networking.pipeline.urls")),
]
