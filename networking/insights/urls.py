from django.urls import path

from networking.insights import views

app_name = "insights"
urlpatterns = [
    path("coach/", views.queue, name="queue"),
    path("cohorts/<int:pk>/", views.cohort, name="cohort"),
    path("cohorts/<int:pk>/numbers.csv", views.numbers, name="numbers"),
]
