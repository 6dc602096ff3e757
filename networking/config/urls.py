"""Every address of Inroad; they are public and stay (DESIGN §5)."""

from django.urls import URLPattern, URLResolver, include, path

from networking.config.admin import site
from networking.exchange.roster_views import roster

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", site.urls),
    path("accounts/", include("networking.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("networking.exchange.urls")),
    path("cohorts/<int:pk>/roster/", roster, name="roster"),
    path("", include("networking.cohorts.urls")),
    path("", include("networking.companies.urls")),
    path("", include("networking.coaching.urls")),
    path("", include("networking.insights.urls")),
    path("", include("networking.pipeline.urls")),
]
