from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from networking.conversations.models import Attendance
from networking.pipeline.views import (
    board,
    calendars,
    chats,
    communities,
    companies,
    criteria,
    duplicates,
    events,
    first_week,
    giving,
    hunting,
    important_dates,
    introductions,
    jobs,
    learning,
    logging,
    loop,
    many_people,
    meeting,
    merging,
    messages,
    moving,
    opportunities,
    parking,
    people,
    person,
    preparing,
    referrals,
    review,
    search_over,
    settings,
    steps,
    today,
    write_five,
    writing,
)

app_name = "pipeline"


class SubjectConverter(StringConverter):
    """What a step is about: "contact:7", "list"."""

    regex = "[a-z0-9:]{1,40}"


class AttendanceConverter(StringConverter):
    """Whether somebody goes to an event, or went."""

    regex = "|".join(Attendance.values)


register_converter(SubjectConverter, "subject")
register_converter(AttendanceConverter, "attendance")

# Today and companies
today_and_companies: list[URLPattern] = [
    path("", today.today, name="today"),
    path("companies/", companies.companies, name="companies"),
    path("companies/add/", companies.add_company, name="add_company"),
    path("companies/suggestions/", companies.suggestions, name="suggestions"),
    path("companies/suggestions/take/", companies.take_suggestion, name="take_suggestion"),
    path("companies/criteria/", criteria.criteria, name="criteria"),
    path("companies/criteria/start/", criteria.start_criteria, name="start_criteria"),
    path("companies/criteria/<int:pk>/", criteria.edit_criterion, name="edit_criterion"),
    path("companies/criteria/<int:pk>/hide/", criteria.hide_criterion, name="hide_criterion"),
    path("companies/<int:pk>/", board.board, name="board"),
    path("companies/<int:pk>/brief.md", board.brief, name="brief"),
    path("companies/<int:pk>/edit/", board.edit_company, name="edit_company"),
    path("companies/<int:pk>/order/", companies.move_company, name="move_company"),
    path("companies/<int:pk>/standing/", board.set_standing, name="set_standing"),
    path("companies/<int:pk>/in/", board.write_in, name="write_in"),
    path("companies/<int:pk>/criteria/<int:criterion_pk>/", board.answer, name="answer"),
    path("companies/<int:pk>/nobody/<str:persona>/", board.nobody_here, name="nobody_here"),
    path("companies/<int:pk>/that-is-all/", board.that_is_all, name="that_is_all"),
    path("companies/<int:pk>/remove/", board.remove_company, name="remove_company"),
    path("companies/<int:pk>/restore/", board.restore_company, name="restore_company"),
    path(
        "companies/<int:pk>/connections/<int:connection_pk>/", board.take_connection, name="take_connection"
    ),
    path("people/<int:pk>/move/", moving.move, name="move"),
    path("people/<int:pk>/move/undo/", moving.undo_move, name="undo_move"),
]

# Handing the list in, and what a coach said
to_coach: list[URLPattern] = [
    path("companies/review/", review.review, name="review"),
    path("companies/review/read/", review.read_review, name="read_review"),
    path("companies/review/<int:pk>/take-back/", review.take_back, name="take_back"),
    path("companies/review/remarks/<int:pk>/answer/", review.answer_remark, name="answer_remark"),
    path("companies/review/remarks/<int:pk>/keep/", review.keep_company, name="keep_company"),
    path("companies/review/suggestions/<int:pk>/", review.close_suggestion, name="close_suggestion"),
]

# Putting steps off
steps_put_off: list[URLPattern] = [
    path("steps/hidden/", steps.hidden, name="hidden"),
    path("steps/<int:rule>/<subject:subject>/", steps.put_off, name="put_off"),
    path("steps/<int:rule>/<subject:subject>/later/", steps.later, name="later"),
    path("steps/<int:rule>/<subject:subject>/not-this-one/", steps.not_this_one, name="not_this_one"),
    path("steps/<int:rule>/<subject:subject>/show/", steps.show_again, name="show_again"),
]

# Writing to somebody
messages_to_people: list[URLPattern] = [
    path("people/<int:pk>/write/", writing.write, name="write"),
    path("people/<int:pk>/write/begin/", writing.begin_message, name="begin_message"),
    path("people/<int:pk>/write/fill/", writing.fill_in, name="fill_in"),
    path("people/<int:pk>/write/times/", writing.offer_times, name="offer_times"),
    path("people/<int:pk>/write/earlier/", writing.earlier_text, name="earlier_text"),
    path("people/<int:pk>/write/sent/", writing.mark_sent, name="mark_sent"),
    path("people/<int:pk>/write/sent/<int:interaction_pk>/undo/", writing.unsend, name="unsend"),
]

# Events, and who was met there
events_and_meeting: list[URLPattern] = [
    path("events/", events.events, name="events"),
    path("events/add/", events.add_event, name="add_event"),
    path("events/<int:pk>/", events.event, name="event"),
    path("events/<int:pk>/edit/", events.edit_event, name="edit_event"),
    path("events/<int:pk>/met/", events.meet_at_event, name="meet_at_event"),
    path("events/<int:pk>/<attendance:attendance>/", events.attend_event, name="attend_event"),
    path("events/<int:pk>/remove/", events.remove_event, name="remove_event"),
    path("events/<int:pk>/restore/", events.restore_event, name="restore_event"),
    path("met/who/", meeting.who_is_it, name="who_is_it"),
    path("met/<int:pk>/remove/", meeting.unmeet, name="unmeet"),
    path("met/<uuid:key>/again/", meeting.meet_again, name="meet_again"),
]

# People, what is said with them, chats, settings
people_and_chats: list[URLPattern] = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/closeness/", many_people.set_closeness, name="set_closeness"),
    path("people/closeness/<uuid:mark>/undo/", many_people.undo_closeness, name="undo_closeness"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/edit/", person.edit_person, name="edit_person"),
    path("people/<int:pk>/job/", jobs.change_job, name="change_job"),
    path("people/<int:pk>/job/<int:past_job_pk>/undo/", jobs.undo_job, name="undo_job"),
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
    path("people/<int:pk>/answer-needed/", logging.answer_needed, name="answer_needed"),
    path("updates/<int:pk>/known/", loop.say_known, name="say_known"),
    path("updates/<int:pk>/not-known/", loop.say_not_known, name="say_not_known"),
    path("people/<int:pk>/park/", parking.park, name="park"),
    path("people/<int:pk>/reopen/", parking.reopen, name="reopen"),
    path("people/<int:pk>/chats/add/", chats.plan_chat, name="plan_chat"),
    path("chats/", chats.chats, name="chats"),
    path("chats/<int:pk>/", chats.chat, name="chat"),
    path("chats/<int:pk>/chat.ics", chats.chat_ics, name="chat_ics"),
    path("chats/<int:pk>/move/", chats.move_chat, name="move_chat"),
    path("chats/<int:pk>/held/", learning.hold_chat, name="hold_chat"),
    path("chats/<int:pk>/missed/", chats.miss_chat, name="miss_chat"),
    path("chats/<int:pk>/cancelled/", chats.cancel_chat, name="cancel_chat"),
    path("chats/<int:pk>/planned/", chats.unsettle_chat, name="unsettle_chat"),
    path("chats/<int:pk>/remove/", chats.remove_chat, name="remove_chat"),
    path("chats/<int:pk>/restore/", chats.restore_chat, name="restore_chat"),
    path("chats/<int:pk>/learned/", learning.learned, name="learned"),
    path("chats/<int:pk>/named/", learning.name_person, name="name_person"),
    path("chats/<int:pk>/named/<int:person_pk>/undo/", learning.undo_named, name="undo_named"),
    path("chats/<int:pk>/sheet/", preparing.sheet, name="sheet"),
    path("chats/<int:pk>/prepare/", preparing.prepare, name="prepare"),
    path("chats/<int:pk>/questions/add/", preparing.pick_question, name="pick_question"),
    path("chats/<int:pk>/questions/drop/", preparing.drop_question, name="drop_question"),
    path("chats/<int:pk>/questions/undrop/", preparing.undrop_question, name="undrop_question"),
    path("chats/<int:pk>/questions/order/", preparing.order_question, name="order_question"),
    path("questions/add/", preparing.add_question, name="add_question"),
    path("questions/<int:pk>/remove/", preparing.remove_question, name="remove_question"),
    path("questions/<int:pk>/restore/", preparing.restore_question, name="restore_question"),
    path("settings/", settings.settings, name="settings"),
    path("settings/channels/<str:channel>/", settings.move_channel, name="move_channel"),
]

# Keeping in touch, and giving
keeping: list[URLPattern] = [
    path("people/giving/", giving.giving, name="giving"),
    path("people/<int:pk>/dates/add/", important_dates.add_date, name="add_date"),
    path("people/<int:pk>/dates/restore/", important_dates.restore_date, name="restore_date"),
    path("people/<int:pk>/dates/<int:important_date_pk>/", important_dates.edit_date, name="edit_date"),
    path(
        "people/<int:pk>/dates/<int:important_date_pk>/remove/",
        important_dates.remove_date,
        name="remove_date",
    ),
]

# First messages in a row, and the hunt for an e-mail address
first_messages: list[URLPattern] = [
    path("write/", write_five.write_five, name="write_five"),
    path("people/<int:pk>/hunt/<str:place>/", hunting.looked, name="looked"),
    path("people/<int:pk>/email/", hunting.found_email, name="found_email"),
]

# Who is it: two rows that are one person, and two people who look alike
who_is_it: list[URLPattern] = [
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/<int:pk>/merge/<int:other_person_pk>/", merging.merge, name="merge"),
    path("people/<int:pk>/merge/<int:other_person_pk>/undo/", merging.undo_merge, name="undo_merge"),
    path("people/<int:pk>/two/<int:other_person_pk>/", duplicates.two_people, name="two_people"),
    path("people/<int:pk>/two/<int:other_person_pk>/undo/", duplicates.ask_again, name="ask_again"),
    path("people/<int:pk>/book/<int:connection_pk>/", duplicates.connect, name="connect"),
    path("people/<int:pk>/book/<int:connection_pk>/undo/", duplicates.disconnect, name="disconnect"),
    path("people/<int:pk>/book/<int:connection_pk>/two/", duplicates.two_people, name="not_in_book"),
    path("people/<int:pk>/book/<int:connection_pk>/two/undo/", duplicates.ask_again, name="ask_book_again"),
]

# The first week of a search
the_first_week: list[URLPattern] = [
    path("first-week/", first_week.first_week, name="first_week"),
    path("first-week/away/", first_week.put_away, name="put_week_away"),
    path("first-week/back/", first_week.bring_back, name="bring_week_back"),
    path("first-week/<str:item>/tick/", first_week.tick_item, name="tick_item"),
]

# Asking somebody to pass my name on
asking_for_referrals: list[URLPattern] = [
    path("opportunities/<int:pk>/ask/", referrals.ask_for_referral, name="ask_for_referral"),
    path("people/<int:pk>/referral/", referrals.begin_referral, name="begin_referral"),
    path("referrals/<int:pk>/", referrals.referral, name="referral"),
    path("referrals/<int:pk>/edit/", referrals.edit_referral, name="edit_referral"),
    path("referrals/<int:pk>/ready/<str:what>/", referrals.ready_referral, name="ready_referral"),
    path("referrals/<int:pk>/packet/", referrals.packet, name="packet"),
    path("referrals/<int:pk>/packet.md", referrals.packet_md, name="packet_md"),
    path("referrals/<int:pk>/asked/", referrals.ask_referral, name="ask_referral"),
    path("referrals/<int:pk>/asked/undo/", referrals.unask_referral, name="unask_referral"),
    path("referrals/<int:pk>/ended/", referrals.end_referral, name="end_referral"),
    path("referrals/<int:pk>/open/", referrals.reopen_referral, name="reopen_referral"),
    path("referrals/<int:pk>/remove/", referrals.remove_referral, name="remove_referral"),
    path("referrals/<int:pk>/restore/", referrals.restore_referral, name="restore_referral"),
]

# Who introduced me to whom, and who could
introducing: list[URLPattern] = [
    path("people/introductions/", introductions.introductions, name="introductions"),
    path("people/introductions/<int:pk>/undo/", introductions.undo_introduction, name="undo_introduction"),
    path(
        "people/introductions/<int:pk>/remove/",
        introductions.remove_introduction,
        name="remove_introduction",
    ),
    path(
        "people/introductions/<int:pk>/restore/",
        introductions.restore_introduction,
        name="restore_introduction",
    ),
    path("people/<int:pk>/introduced/", introductions.introduce, name="introduce"),
    path("people/<int:pk>/introducer/", introductions.ask_introducer, name="ask_introducer"),
    path("people/<int:pk>/introducer/undo/", introductions.unask_introducer, name="unask_introducer"),
]

# Communities, and events that come from a calendar
communities_and_calendars: list[URLPattern] = [
    path("events/communities/", communities.communities, name="communities"),
    path("events/communities/add/", communities.add_community, name="add_community"),
    path("events/communities/<int:pk>/", communities.community, name="community"),
    path("events/communities/<int:pk>/edit/", communities.edit_community, name="edit_community"),
    path("events/communities/<int:pk>/met/", communities.meet_in_community, name="meet_in_community"),
    path("events/communities/<int:pk>/join/", communities.join_community, name="join_community"),
    path("events/communities/<int:pk>/leave/", communities.leave_community, name="leave_community"),
    path("events/communities/<int:pk>/remove/", communities.remove_community, name="remove_community"),
    path("events/communities/<int:pk>/restore/", communities.restore_community, name="restore_community"),
    path("events/import/", calendars.import_events, name="import_events"),
    path("events/import/add/", calendars.take_events, name="take_events"),
    path("events/import/<uuid:batch>/undo/", calendars.take_back_events, name="take_back_events"),
    path("events/<int:pk>/event.ics", calendars.event_ics, name="event_ics"),
]

# Templates
templates: list[URLPattern] = [
    path("messages/", messages.messages, name="messages"),
    path("messages/add/", messages.add_template, name="add_template"),
    path("messages/<int:pk>/", messages.edit_template, name="edit_template"),
    path("messages/<int:pk>/remove/", messages.remove_template, name="remove_template"),
    path("messages/<int:pk>/restore/", messages.restore_template, name="restore_template"),
]

# Roles, how they end, and the search that ends with one
roles: list[URLPattern] = [
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/add/", opportunities.add_opportunity, name="add_opportunity"),
    path("opportunities/<int:pk>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<int:pk>/edit/", opportunities.edit_opportunity, name="edit_opportunity"),
    path("opportunities/<int:pk>/progress/", opportunities.move_on, name="move_opportunity"),
    path("opportunities/<int:pk>/progress/undo/", opportunities.move_back, name="undo_opportunity"),
    path("opportunities/<int:pk>/remove/", opportunities.remove_opportunity, name="remove_opportunity"),
    path("opportunities/<int:pk>/restore/", opportunities.restore_opportunity, name="restore_opportunity"),
    path("opportunities/<int:pk>/tell/", search_over.tell, name="tell_helpers"),
    path("opportunities/<int:pk>/tell/undo/", search_over.untell, name="untell_helpers"),
    path("search/again/", search_over.search_again, name="search_again"),
    path("search/over/", search_over.end_search, name="end_search"),
]

urlpatterns: list[URLPattern] = [
    *today_and_companies,
    *to_coach,
    *who_is_it,
    *events_and_meeting,
    *people_and_chats,
    *messages_to_people,
    *steps_put_off,
    *first_messages,
    *the_first_week,
    *keeping,
    *asking_for_referrals,
    *introducing,
    *communities_and_calendars,
    *templates,
    *roles,
]
