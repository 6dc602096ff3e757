from django.urls import path

from networking.companies import views

app_name = "companies"
urlpatterns = [
    path("organizations/<int:pk>/facts/", views.facts, name="facts"),
    path("organizations/<int:pk>/facts/add/", views.add_fact, name="add_fact"),
    path("organizations/facts/<int:pk>/", views.edit_fact, name="edit_fact"),
    path("organizations/facts/<int:pk>/remove/", views.remove_fact, name="remove_fact"),
    path("organizations/facts/<int:pk>/restore/", views.restore_fact, name="restore_fact"),
    path("organizations/facts/<int:pk>/alumni/", views.add_alum, name="add_alum"),
    path("organizations/alumni/<int:pk>/remove/", views.remove_alum, name="remove_alum"),
]
