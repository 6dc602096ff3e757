from django.urls import URLPattern, path

from networking.pipeline.views import chats, logging, parking, people, person, settings, steps

app_name = "pipeline"

# Putting steps off
steps_put_off: list[URLPattern] = [
    path("steps/hidden/", steps.hidden, name="hidden"),
    path("steps/<int:rule>/<str:subject>/", steps.put_off, name="put_off"),
    path("steps/<int:rule>/<str:subject>/later/", steps.later, name="later"),
    path("steps/<int:rule>/<str:subject>/not-this-one/", steps.not_this_one, name="not_this_one"),
    path("steps/<int:rule>/<str:subject>/show/", steps.show_again, name="show_again"),
]

# People, what is said with them, chats, settings
people_and_chats: list[URLPattern] = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/edit/", person.edit_person, name="edit_person"),
    path("people/<int:pk>/job/", person.change_job, name="change_job"),
    path("people/<int:pk>/remove/", person.remove_person, name="remove_person"),
    path("people/<int:pk>/restore/", person.restore_person, name="restore_person"),
    path("people/<int:pk>/log/<str:kind>/", logging.log, name="log"),
    path("people/<int:pk>/interactions/<int:interaction_pk>/", logging.correct, name="correct"),
    path(
        "people/<int:pk>/interactions/<int:interaction_pk>/remove/",
        logging.remove_interaction,
        name="remove_interaction",
    ),
    path(
        "people/<int:pk>/interactions/<int:interaction_pk>/restore/",
        logging.restore_interaction,
        name="restore_interaction",
    ),
    path("people/<int:pk>/no-answer-needed/", logging.no_answer_needed, name="no_answer_needed"),
    path("people/<int:pk>/park/", parking.park, name="park"),
    path("people/<int:pk>/reopen/", parking.reopen, name="reopen"),
    path("people/<int:pk>/chats/add/", chats.plan_chat, name="plan_chat"),
    path("chats/<int:pk>/", chats.chat, name="chat"),
    path("chats/<int:pk>/move/", chats.move_chat, name="move_chat"),
    path("chats/<int:pk>/held/", chats.hold_chat, name="hold_chat"),
    path("chats/<int:pk>/missed/", chats.miss_chat, name="miss_chat"),
    path("chats/<int:pk>/cancelled/", chats.cancel_chat, name="cancel_chat"),
    path("chats/<int:pk>/planned/", chats.unsettle_chat, name="unsettle_chat"),
    path("chats/<int:pk>/remove/", chats.remove_chat, name="remove_chat"),
    path("chats/<int:pk>/restore/", chats.restore_chat, name="restore_chat"),
    path("settings/", settings.settings, name="settings"),
    path("settings/channels/<str:channel>/", settings.move_channel, name="move_channel"),
]

urlpatterns: list[URLPattern] = [*people_and_chats, *steps_put_off]
