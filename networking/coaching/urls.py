from django.urls import path

from networking.coaching.views import seekers

app_name = "coaching"
urlpatterns = [
    path("coach/seekers/<int:pk>/", seekers.seeker, name="seeker"),
    path("cohorts/mine/preview/", seekers.preview, name="preview"),
]
