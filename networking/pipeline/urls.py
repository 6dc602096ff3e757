from django.urls import URLPattern, path

from networking.pipeline.views import steps

app_name = "pipeline"

# Putting steps off
steps_put_off: list[URLPattern] = [
    path("steps/hidden/", steps.hidden, name="hidden"),
    path("steps/<int:rule>/<str:subject>/", steps.put_off, name="put_off"),
    path("steps/<int:rule>/<str:subject>/later/", steps.later, name="later"),
    path("steps/<int:rule>/<str:subject>/not-this-one/", steps.not_this_one, name="not_this_one"),
    path("steps/<int:rule>/<str:subject>/show/", steps.show_again, name="show_again"),
]

urlpatterns: list[URLPattern] = [*steps_put_off]
