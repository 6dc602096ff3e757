from django.urls import path

from networking.accounts import views

app_name = "accounts"
urlpatterns = [
    path("link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("delete/", views.delete, name="delete"),
    path("delete/keep/", views.keep, name="keep"),
    path("time-zone/", views.time_zone, name="time_zone"),
]
