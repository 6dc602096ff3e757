"""Pages as they are in the middle of something: asked, refused, half done, parked, put off."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from networking.accounts.deletion import delete_later
from networking.accounts.models import SignInLink, User
from networking.coaching import handing_in, reviewing, suggesting
from networking.coaching.models import Outcome, Remark, SavedReply
from networking.coaching.reviewing import Said, Words
from networking.cohorts import inviting
from networking.cohorts.access import places_of
from networking.cohorts.joining import archive, join, share
from networking.cohorts.models import Cohort, Organization, Role
from networking.companies.criteria import HIRED_ALUMNI, copy_defaults
from networking.companies.models import Company, Criterion, Fact, Standing
from networking.contacts.models import Contact, Looked, Place
from networking.contacts.stages import Kind, Parked
from networking.conversations import communities, events, introductions, opportunities, referrals, writer
from networking.conversations.meeting import meet
from networking.conversations.models import Purpose, Question, Topic
from networking.conversations.ticks import tick
from networking.exchange.account.writing import as_json
from networking.exchange.models import Proposal, Upload
from networking.exchange.sample import start_sample
from networking.pipeline import hiding
from networking.pipeline.next_steps import next_steps
from tests.browser.pages import too_much_proposed
from tests.people import make_company, make_connection, make_contact, make_template, make_user

FILE = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Tester,https://www.linkedin.com/in/ada-invented,,Kestrel,Engineer,03/04/24
Ada,Tester,https://www.linkedin.com/in/ada-too-invented,,Kestrel,Nurse,04/04/24
,,,,Nobody Ltd,,05/04/24
"""
SENT = writer.Sent("A question", "Hi Dana,\n\nwhat surprised you there?\n\nSam", "", "Curious about the work")
# Sends a form as a browser without script would: the answer is a whole page.
SEND = """([action, fields]) => {
  const form = document.createElement("form");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries({ ...fields, csrfmiddlewaretoken: token })) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    form.append(input);
  }
  Object.assign(form, { method: "post", action });
  document.body.append(form);
  form.submit();
}"""
# Everything that unfolds, and the first menu: two menus would lie on each other.
OPEN = """() => {
  for (const details of document.querySelectorAll("details:not(.menu)")) details.open = true;
  const menu = document.querySelector("#page details.menu");
  if (menu) menu.open = true;
}"""


class State(NamedTuple):
    path: str
    send: dict[str, str] | None = None  # sent from the page `start`, when the page is an answer
    start: str = "/companies/"


def show(page: Page, home: str, state: State) -> str:
    """Goes there, opens what can be opened, and says where it is."""
    if state.send is None:
        page.goto(home + state.path)
    else:
        page.goto(home + state.start)
        with page.expect_navigation():
            page.evaluate(SEND, [state.path, state.send])
    page.evaluate(OPEN)
    return f"{state.path} {'' if state.send is None else state.send}"


def of_an_address_book(seeker: User) -> Iterator[State]:
    """No company yet, but connections."""
    make_connection(seeker, company="Bluebird Ferries")
    yield State("/")
    yield State("/companies/")
    yield State("/companies/suggestions/")


def northwind(seeker: User) -> Company:
    return make_company(seeker, "Northwind", in_words="I use it", target_on=timezone.localdate())


def of_companies(seeker: User) -> Iterator[State]:
    company = northwind(seeker)
    make_connection(seeker, company="Northwind")
    make_company(seeker, "Fernhill", standing=Standing.BACKLOG)
    make_company(seeker, "Gorse", standing=Standing.ARCHIVED)
    make_company(seeker, "Heath", standing=Standing.NETWORK)
    for tab in ("backlog", "archived", "network", "target&q=nothing-like-it"):
        yield State(f"/companies/?tab={tab}")
    yield State(reverse("pipeline:board", args=[company.pk]))
    yield State(reverse("pipeline:add_company"), {"name": "northwind"})
    yield State(reverse("pipeline:edit_company", args=[company.pk]), {"name": "", "website": "no site"})
    yield State(reverse("pipeline:criteria"), {"text": ""})


def of_people(seeker: User) -> Iterator[State]:
    now, today = timezone.now(), timezone.localdate()
    company = northwind(seeker)
    dana = make_contact(seeker, company, "Dana Mertens", email="dana@example.org", created_at=now)
    page = reverse("pipeline:person", args=[dana.pk])
    yield State(page)
    yield State(reverse("pipeline:add_person"), {"name": ""}, page)
    yield State(reverse("pipeline:edit_person", args=[dana.pk]), {"name": ""}, page)
    yield State(reverse("pipeline:add_date", args=[dana.pk]), {"label": "", "day": "31", "month": "2"}, page)
    yield State(reverse("pipeline:change_job", args=[dana.pk]), {"until": "never"}, page)
    yield State(reverse("pipeline:log", args=[dana.pk, "reply"]), {"on": "2999-01-01"}, page)
    yield State(reverse("pipeline:move", args=[dana.pk]), {"stage": "4"}, page)
    for kind in (Kind.OUTREACH, Kind.REPLY, Kind.REFERRAL):
        writer.log(dana, kind, on=today - dt.timedelta(3), now=now, note="They use Python.")
    yield State(page)
    yield State(reverse("pipeline:move", args=[dana.pk]), {"stage": "0"}, page)
    parked = make_contact(seeker, company, "Parked Person", created_at=now)
    writer.park(parked, Parked.LEFT, now=now)
    yield State(reverse("pipeline:person", args=[parked.pk]))
    yield State(reverse("pipeline:board", args=[company.pk]))
    yield State("/people/?q=nobody-of-that-name")
    yield State("/people/?stage=parked")
    writer.set_closeness(seeker, [dana.pk], "close")
    yield State("/people/?closeness=close&last=month")
    yield State(reverse("pipeline:set_closeness"), {"closeness": "close"}, "/people/")


def of_a_first_week(seeker: User) -> Iterator[State]:
    """Some of it done, what cannot be kept, put away."""
    tick(seeker, "linkedin", on=timezone.localdate())
    seeker.change_settings(graduated_on=timezone.localdate() - dt.timedelta(43), story="Maps.")
    yield State("/first-week/")
    yield State("/first-week/", {"resume_url": "none", "graduated_on": "9999-01-01"}, "/first-week/")
    tick(seeker, "put_away", on=timezone.localdate())
    yield State("/first-week/")


def of_communities(seeker: User) -> Iterator[State]:
    """None yet, one that is refused, one I am in with somebody met there, and a calendar that is read."""
    now, today = timezone.now(), timezone.localdate()
    page, add = reverse("pipeline:communities"), reverse("pipeline:add_community")
    yield State(page)
    yield State(add, {"name": "", "url": "javascript:", "joined_on": "2999-01-01"}, add)
    joined = communities.add(
        seeker, key=uuid.uuid4(), now=now, name="Python Berlin", kind="slack", joined_on=today
    )
    communities.add(seeker, key=uuid.uuid4(), now=now, name="A forum", url="https://forum.example/")
    meet(joined, make_contact(seeker, northwind(seeker), "Dana Fox"), on=today, key=uuid.uuid4(), now=now)
    yield State(page)
    there = reverse("pipeline:community", args=[joined.pk])
    yield State(there)
    yield State(reverse("pipeline:meet_in_community", args=[joined.pk]), {"name": ""}, there)
    bring = reverse("pipeline:import_events")
    yield State(bring, {"text": "Come to our party!"}, bring)
    yield State(bring, {"text": f"PyData meetup, {today + dt.timedelta(9)}, 18:30\nWhere: c-base"}, bring)


def of_a_hunt(seeker: User) -> Iterator[State]:
    """No e-mail address yet: nothing looked at, half, all of it, and an address that is none."""
    noor = make_contact(seeker, northwind(seeker), "Noor Aziz", created_at=timezone.now())
    page = reverse("pipeline:person", args=[noor.pk])
    for place in ("", *Place):
        if place:
            Looked.tick(noor, place, on=True)
        yield State(page)
    yield State(reverse("pipeline:found_email", args=[noor.pk]), {"email": "noor at home"}, page)


def of_introductions(seeker: User) -> Iterator[State]:
    """Nobody could, everybody could, several are meant, refused, written down, and on both pages."""
    now, today, company = timezone.now(), timezone.localdate(), northwind(seeker)
    page = reverse("pipeline:introductions")
    long = "Maximiliana-Theodora Featherstonehaugh-Cholmondeley"
    lena = make_contact(seeker, name="Lena Koch", created_at=now, closeness="close")
    tomas = make_contact(seeker, company, "Tomas Berg", title="CTO", created_at=now)
    other = make_contact(seeker, company, long, title="Principal Developer Advocate " * 4, created_at=now)
    write = reverse("pipeline:introduce", args=[lena.pk])
    yield State(write)
    yield State(f"{write}?q=berg")
    yield State(write, {"name": "", "on": "2999-01-01"}, write)
    yield State(f"{page}?q=Globex")
    make_connection(seeker, f"{long} again", company.name, title="Engineer")
    introductions.name_introducer(other, lena, now=now)
    for by, to in ((lena, tomas), (other, lena)):
        introductions.introduce(by, to, on=today, now=now, key=uuid.uuid4())
    for query in ("", f"?company={company.pk}", f"?person={tomas.pk}", "?q=e"):
        yield State(f"{page}{query}")
    for person in (lena, tomas, other):
        yield State(reverse("pipeline:person", args=[person.pk]))


def of_look_alikes(seeker: User) -> Iterator[State]:
    """Nobody, a pair of mine and one of the address book, two side by side, refused, merged, two people."""
    now, company = timezone.now(), northwind(seeker)
    page = reverse("pipeline:duplicates")
    yield State(page)
    long = {"notes": "They told me a lot about it. " * 40, "common_ground": "The same school"}
    dana = make_contact(seeker, company, "Dana Mertens", title="Engineer", created_at=now, **long)
    again = make_contact(
        seeker, company, "Dana Mertens", email="dana@example.org", notes="Likes Go", created_at=now
    )
    make_connection(seeker, "Ingrid Falk", "Northwind", title="Recruiter", email="ingrid@example.org")
    make_contact(seeker, company, "I. Falk", created_at=now)
    for kind in (Kind.OUTREACH, Kind.REPLY, Kind.CHAT):
        writer.log(dana, kind, on=timezone.localdate(), now=now)
    writer.park(again, Parked.NO_ANSWER, now=now)
    yield State(page)
    merge = reverse("pipeline:merge", args=[dana.pk, again.pk])
    yield State(merge)
    yield State(merge, {"name": "kept"}, merge)
    yield State(merge, {"versions": "1-1"}, merge)
    for other in ("Cy Berg", "Di Lund"):
        one, two = (make_contact(seeker, company, other, created_at=now) for _ in range(2))
        writer.merge_contacts(one, two, now=now) if other == "Cy Berg" else writer.say_two_people(
            seeker.pk, one, two, now=now
        )
    yield State(page)


def of_a_move(seeker: User) -> Iterator[State]:
    """Somebody left one company for another; both tell of it."""
    now, today = timezone.now(), timezone.localdate()
    before, after = northwind(seeker), make_company(seeker, "Fernhill", target_on=today)
    pia = make_contact(seeker, before, "Pia Lund", title="Developer", email="pia@example.org", phone="+49 1")
    page = reverse("pipeline:person", args=[pia.pk])
    yield State(reverse("pipeline:change_job", args=[pia.pk]))
    writer.log(pia, Kind.REPLY, on=today - dt.timedelta(9), now=now, note="Happy to talk.")
    writer.change_job(pia, after, "Lead", until=today - dt.timedelta(2), now=now, forget=["email"])
    yield State(page)
    for company in (before, after):
        yield State(reverse("pipeline:board", args=[company.pk]))


def of_first_messages(seeker: User) -> Iterator[State]:
    """One after another, all skipped, nobody waiting, enough for today, and no new people at all."""
    now, today = timezone.now(), timezone.localdate()
    yield State("/write/")
    company = northwind(seeker)
    people = [
        make_contact(seeker, company, name, email="a@example.org", created_at=now)
        for name in ("Kai Berg", "Uma Rao", "Ian Frost")
    ]
    yield State("/write/")
    yield State(f"/write/?skip={people[0].pk}")
    yield State(f"/write/?skip={','.join(str(person.pk) for person in people)}")
    writer.log(people[0], Kind.OUTREACH, on=today, now=now)
    seeker.change_settings(new_people_a_day=1)
    yield State("/write/")
    seeker.change_settings(new_people_a_day=0)
    yield State("/write/")


def of_writing(seeker: User) -> Iterator[State]:
    now, company = timezone.now(), northwind(seeker)
    mei = make_contact(seeker, None, "Mei Tanaka", created_at=now)
    dana = make_contact(seeker, company, "Dana Mertens", created_at=now)
    page = reverse("pipeline:write", args=[dana.pk])
    yield State(page)
    Contact.objects.filter(pk=dana.pk).update(email="dana@example.org", introducer=mei)
    yield State(page)
    message = {"purpose": "offer_times", "channel": "email", "text": "Refer me {in} {times} {role} {foo}"}
    yield State(page, message, page)
    yield State(page, message | {"text": "From another window"}, page)
    yield State(reverse("pipeline:offer_times", args=[dana.pk]), message | {"date_1": "1999-01-01"}, page)
    writer.log(dana, Kind.CHAT, on=timezone.localdate(), now=now, note="They pair on Fridays.")
    yield State(reverse("pipeline:write", args=[dana.pk]))


def of_chats(seeker: User) -> Iterator[State]:
    now, company = timezone.now(), northwind(seeker)
    for days, settle in ((-1, None), (2, None), (-2, writer.hold_chat), (-3, writer.miss_chat)):
        person = make_contact(seeker, company, f"Chatter {days}", created_at=now)
        chat = plan(person, now, days)
        if settle:
            settle(chat, now=now)
        yield State(reverse("pipeline:chat", args=[chat.pk]))
        yield State(reverse("pipeline:prepare", args=[chat.pk]))
        yield State(reverse("pipeline:sheet", args=[chat.pk]))
        yield State(reverse("pipeline:person", args=[person.pk]))
    page = reverse("pipeline:person", args=[person.pk])
    yield State(reverse("pipeline:plan_chat", args=[person.pk]), {"date": "2001-01-01"}, page)
    yield State(reverse("pipeline:move_chat", args=[chat.pk]), {"date": "", "time": "x"}, page)


def of_a_chat_list(seeker: User) -> Iterator[State]:
    """Nothing planned but an answer, then chats of every sort, and more than are shown at once."""
    now, company = timezone.now(), northwind(seeker)
    answered = make_contact(seeker, company, "Dana Mertens", created_at=now)
    writer.log(answered, Kind.REPLY, on=timezone.localdate(), now=now)
    yield State("/chats/")
    for days, settle in ((-2, writer.hold_chat), (-3, writer.miss_chat), (-4, writer.cancel_chat)):
        chat = plan(make_contact(seeker, company, f"Settled {days}", created_at=now), now, days)
        settle(chat, now=now)
        writer.write_learned(chat, {Topic.ROLE: "They hire in spring."})
    yield State("/chats/")
    for days in (-1, *range(20)):
        there = ["", "Asia/Tokyo"][days % 2]
        plan(make_contact(seeker, company, f"Chatter {days}", time_zone=there, created_at=now), now, days)
    yield State("/chats/")
    yield State("/chats/?page=2")


def of_events(seeker: User) -> Iterator[State]:
    """None yet, refused words, one in each of its moments, and taking up people: refused, asked, done."""
    now, company = timezone.now(), northwind(seeker)
    yield State("/events/")
    yield State("/events/add/", {"name": "", "date": "2026-02-30", "end_time": "9"}, "/events/")
    days = {"Coming": 3, "Going on": -0.05, "Over": -2}
    made = {
        name: events.add(
            seeker, key=uuid.uuid4(), now=now, name=name, starts_at=now + dt.timedelta(ahead), company=company
        )
        for name, ahead in days.items()
    }
    yield State("/events/")
    for event in made.values():
        yield State(reverse("pipeline:event", args=[event.pk]))
    evening = made["Going on"]
    page, meet = (reverse(f"pipeline:{name}", args=[evening.pk]) for name in ("event", "meet_at_event"))
    dana = make_contact(seeker, company, "Dana Mertens", email="dana@example.org", created_at=now)
    yield State(meet, {"name": ""}, page)
    yield State(meet, {"name": "Dana Mertens", "company_name": "Kestrel"}, page)
    events.meet_at(evening, dana, note="robots", key=uuid.uuid4(), now=now)
    events.meet_at(evening, "Mei Tanaka", key=uuid.uuid4(), now=now)
    yield State(page)
    events.attend(made["Over"], "skipped")
    for path in (reverse("pipeline:event", args=[made["Over"].pk]), "/events/?tab=past", "/events/?page=9"):
        yield State(path)
    yield State(reverse("pipeline:edit_event", args=[evening.pk]), {"name": "", "url": "javascript:x"}, page)
    meanwhile = {
        "name": "Another evening",
        "date": "2026-11-28",
        "notes": "From here",
        "seen": "another window",
    }
    yield State(reverse("pipeline:edit_event", args=[evening.pk]), meanwhile, page)
    yield State(f"/people/{dana.pk}/write/?purpose=met")
    yield State(reverse("pipeline:board", args=[company.pk]))


def of_opportunities(seeker: User) -> Iterator[State]:
    """Nothing yet, a role in each of its moments, refused words, and the search that ends with one."""
    now, today, company = timezone.now(), timezone.localdate(), northwind(seeker)
    yield State("/opportunities/")
    made = {"role": "Engineer", "now": now, "on": today}
    over = opportunities.add(seeker, company, progress="rejected", key=uuid.uuid4(), **made)
    yield State("/opportunities/")
    for name, at in (("Dana Mertens", company), ("Olu Adeyemi", make_company(seeker, "Kestrel"))):
        person = make_contact(seeker, at, name, created_at=now)
        writer.log(person, Kind.CHAT, on=today, now=now)
    for progress in ("spotted", "withdrawn", "accepted"):
        one = opportunities.add(seeker, company, progress=progress, key=uuid.uuid4(), **made)
        yield State(reverse("pipeline:opportunity", args=[one.pk]))
    helper = one.updates.first().contact
    yield State(reverse("pipeline:person", args=[helper.pk]))
    yield State(f"{reverse('pipeline:write', args=[helper.pk])}?purpose=update")
    yield State(reverse("pipeline:tell_helpers", args=[one.pk]), {}, "/opportunities/")
    for page in ("/opportunities/", "/", "/settings/", reverse("pipeline:opportunity", args=[over.pk])):
        yield State(page)
    yield State("/opportunities/add/", {"company_name": "!", "url": "javascript:x"}, "/opportunities/")
    yield State(reverse("pipeline:edit_opportunity", args=[over.pk]), {"role": ""}, "/opportunities/")
    wrong = {"progress": "x", "on": "2999-01-01"}
    yield State(reverse("pipeline:move_opportunity", args=[over.pk]), wrong, "/opportunities/")


def of_referrals(seeker: User) -> Iterator[State]:
    """Nobody to ask and no role, then one in each of its moments, refused words and the message that asks."""
    now, company = timezone.now(), northwind(seeker)
    today, key = seeker.local_date(now), uuid.uuid4
    dana = make_contact(seeker, None, "Dana Mertens", email="dana@example.org", created_at=now)
    yield State(reverse("pipeline:begin_referral", args=[dana.pk]))
    role = opportunities.add(
        seeker, company, role="Engineer", progress="spotted", on=today, key=key(), now=now
    )
    yield State(reverse("pipeline:ask_for_referral", args=[role.pk]))
    yield State(reverse("pipeline:begin_referral", args=[dana.pk]))
    one = referrals.begin(dana, role, now=now)
    here = reverse("pipeline:referral", args=[one.pk])
    yield from (State(f"{here}{part}") for part in ("", "packet/", "edit/"))
    yield State(f"{here}edit/", {"resume_url": "javascript:x"}, here)
    yield State(f"{here}asked/", {"on": "never"}, here)
    yield State(f"{reverse('pipeline:write', args=[dana.pk])}?purpose=referral&place=referral:{one.pk}")
    writer.log(dana, Kind.CHAT, on=today, now=now)
    yield State(here)
    referrals.ask(one, channel="", on=today, key=key(), now=now)
    yield State(here)
    yield State(f"{here}ended/", {"on": "never", "outcome": "no"}, here)
    for outcome in ("yes", "no", "silence"):
        referrals.end(one, outcome, on=today, key=key(), now=now)
        yield State(here)
    yield State(reverse("pipeline:opportunity", args=[role.pk]))


def of_messages(seeker: User) -> Iterator[State]:
    """A message in each of its moments: begun, to ask something, of two windows, too long, refused, sent."""
    now, today = timezone.now(), timezone.localdate()
    company = northwind(seeker)
    dana = make_contact(seeker, company, "Dana Mertens", email="dana@example.org", created_at=now)
    alone = make_contact(seeker, None, "Bo", created_at=now)
    page, begin = (reverse(f"pipeline:{name}", args=[dana.pk]) for name in ("write", "begin_message"))
    known = make_contact(seeker, company, "Ingrid Falk", introducer=dana, created_at=now)
    yield State(page)
    for purpose in Purpose.values:
        yield State(f"{page}?purpose={purpose}")
    yield State(reverse("pipeline:write", args=[alone.pk]))
    yield State(reverse("pipeline:write", args=[known.pk]))
    hello = {
        "purpose": "outreach",
        "channel": "email",
        "text": "Hi {first_name}, may I have a job? {takeaway}",
    }
    yield State(page, hello, page)
    yield State(page, {**hello, "text": "The other window’s words.", "version": "1"}, page)
    yield State(begin, {**hello, "choose_template": "own:987654"}, page)
    yield State(begin, {**hello, "choose_channel": "alumni"}, page)
    yield State(page, {**hello, "text": "x" * 10_001}, page)
    yield State(
        reverse("pipeline:offer_times", args=[dana.pk]),
        {**hello, "date_1": "2001-01-01"},
        f"{page}?purpose=offer_times",
    )
    for kind in (Kind.OUTREACH, Kind.REPLY, Kind.CHAT):
        said = writer.log(dana, kind, on=today, now=now, note="They use Python.", sent=SENT)
    writer.write_learned(said.chat, dict.fromkeys(Topic, "They hire in spring."))
    yield State(page)
    yield State(reverse("pipeline:person", args=[dana.pk]))


def of_lessons(seeker: User) -> Iterator[State]:
    """After a chat: what was learned and whom they named, before, with much of both, and refused."""
    now, company = timezone.now(), northwind(seeker)
    person = make_contact(seeker, company, "Dana Mertens", created_at=now)
    chat = plan(person, now, -2)
    writer.hold_chat(chat, now=now, note="A kind team. " * 40)
    page = reverse("pipeline:chat", args=[chat.pk])
    yield State(page)
    yield State(reverse("pipeline:learned", args=[chat.pk]), {"role": "x" * 5001}, page)
    yield State(reverse("pipeline:name_person", args=[chat.pk]), {"name": "", "title": "CTO"}, page)
    topics = ("role", "culture", "apply", "open_roles", "people", "refer")
    writer.write_learned(chat, dict.fromkeys(topics, "They told me a lot about it. " * 20))
    for number in range(5):
        make_contact(seeker, company, f"Named {number}", introducer=person, created_at=now)
    yield State(page)
    yield State(reverse("pipeline:board", args=[company.pk]))
    yield State(reverse("pipeline:sheet", args=[chat.pk]))


def of_questions(seeker: User) -> Iterator[State]:
    """Preparing a chat: with none, one and many questions, some asked before, some of my own, and refused."""
    now, company = timezone.now(), northwind(seeker)
    before = plan(make_contact(seeker, company, "Asked Before", created_at=now), now, -4)
    writer.write_questions(before, "How did you come to work here?")
    person = make_contact(seeker, company, "Dana Mertens", title="Frontend Developer", created_at=now)
    chat = plan(person, now, 2)
    page = reverse("pipeline:prepare", args=[chat.pk])
    for questions in ("", "How did you come to work here?", "\n".join(f"Why {n}?" for n in range(40))):
        writer.write_questions(chat, questions)
        yield State(page)
    Question.objects.create(owner=seeker, text="Is there a dog at the office?", topic=Topic.CULTURE)
    yield State(f"{page}?persona=recruiter&role=data")
    yield State(reverse("pipeline:pick_question", args=[chat.pk]), {"question": " "}, page)
    yield State(reverse("pipeline:prepare", args=[chat.pk]), {"questions": "x" * 10_001}, page)
    yield State(reverse("pipeline:add_question"), {"chat": str(chat.pk), "text": "?"}, page)


def plan(person: Contact, now: dt.datetime, days: int) -> Any:
    return writer.plan_chat(
        person,
        starts_at=now + dt.timedelta(days),
        minutes=30,
        medium="video",
        place="https://meet.example.org/a",
        questions="What surprised you?",
        now=now - dt.timedelta(9),
    )


def of_templates(seeker: User) -> Iterator[State]:
    """None of my own, one too long for LinkedIn, a copy, one refused with all its reasons, one tried."""
    yield State("/messages/")
    note = make_template(seeker, "A long note", channel="linkedin_note", body=f"{'Why? ' * 60}{{in}}")
    yield State("/messages/")
    yield State(reverse("pipeline:edit_template", args=[note.pk]))
    yield State("/messages/add/?from=starter:first-developer")
    yield State(
        "/messages/add/", {"name": "a long NOTE", "body": "{foo} {{name}}", "purpose": ""}, "/messages/"
    )
    yield State(
        "/messages/add/", {"preview": "1", "body": "Could you refer me", "purpose": "outreach"}, "/messages/"
    )


def of_steps(seeker: User) -> Iterator[State]:
    now = timezone.now()
    northwind(seeker)
    first, second = next_steps(seeker, now=now)[:2]
    yield State(reverse("pipeline:put_off", args=[first.rule, first.subject]))
    yield State(reverse("pipeline:later", args=[first.rule, first.subject]), {"until": "1999-01-01"})
    hiding.later(seeker, first, timezone.localdate() + dt.timedelta(1), now=now)
    hiding.not_this_one(seeker, second, "Not now", now=now)
    yield State(reverse("pipeline:hidden"))
    yield State("/?all")


SHEET = (
    "Company,Position,Status,Date Applied,Recruiter,Recruiter email,Link\n"
    "Northwind,Developer,Blorp,03/04/2026,Ana Roe,ana@northwind.example,https://northwind.example/jobs/1\n"
    "Kestrel,Tester,Rejected,05/06/2026,,,\n"
)


def of_uploads(seeker: User) -> Iterator[State]:
    client = Client()
    client.force_login(seeker)
    client.post("/import/", {"file": SimpleUploadedFile("Connections.csv", FILE.encode("latin-1"))})
    upload = Upload.objects.get(owner=seeker)
    page = reverse("exchange:upload", args=[upload.token])
    yield State("/import/")
    yield State(page)
    Upload.objects.filter(pk=upload.pk).update(state="reading", progress=40, touched_at=timezone.now())
    yield State(page)
    Upload.objects.filter(pk=upload.pk).update(state="ready")
    client.post(reverse("exchange:commit", args=[upload.token]))
    yield State(page)
    client.post(reverse("exchange:undo", args=[upload.token]))
    yield State(page)
    Upload.objects.filter(pk=upload.pk).update(state="failed", error="This is not a list of people.")
    yield State(page)
    yield State("/import/", {"file": ""}, "/import/")


def of_a_whole_account(seeker: User) -> Iterator[State]:
    """An export of somebody else's search: to look at, and brought in."""
    client = Client()
    client.force_login(seeker)
    other = make_user(f"other-{seeker.pk}")
    start_sample(other, now=timezone.now())
    whole = "".join(as_json(other, now=timezone.now()))
    client.post("/import/", {"file": SimpleUploadedFile("inroad.json", whole.encode())})
    upload = Upload.objects.get(owner=seeker)
    page = reverse("exchange:upload", args=[upload.token])
    yield State(page)
    client.post(reverse("exchange:commit", args=[upload.token]))
    yield State(page)


def of_a_sheet(seeker: User) -> Iterator[State]:
    """A list of a search with a word nobody knows; its columns put wrong; and none that says where."""
    client = Client()
    client.force_login(seeker)
    for content in (SHEET, "Wohin,Status\nNorthwind,Applied\nKestrel,Applied\n"):
        client.post("/import/", {"file": SimpleUploadedFile("search.csv", content.encode())})
        page = reverse("exchange:upload", args=[Upload.objects.filter(owner=seeker).latest("pk").token])
        yield State(page)
        yield State(f"{page}read/", {"said": "1", "column_0": "place", "column_1": "place"}, page)


CARDS = """BEGIN:VCARD\nVERSION:3.0\nN:Mertens;Dana;;;\nFN:Dana Mertens\nORG:Northwind\nTITLE:Recruiter
EMAIL:dana@example.org\nTEL:+49 171 1234567\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo Lindqvist
EMAIL:bo at example.org\nEND:VCARD\nBEGIN:VCARD\nFN:Fernwood\nORG:Fernwood\nEND:VCARD\n"""


def of_cards(seeker: User) -> Iterator[State]:
    """An address book of which somebody works at a company of mine: as it is, straight there, and done."""
    northwind(seeker)
    client = Client()
    client.force_login(seeker)
    client.post("/import/", {"file": SimpleUploadedFile("contacts.vcf", CARDS.encode())})
    token = Upload.objects.get(owner=seeker).token
    page = reverse("exchange:upload", args=[token])
    yield State(page)
    client.post(reverse("exchange:read", args=[token]), {"said": "1", "to_companies": "on"})
    yield State(page)
    client.post(reverse("exchange:commit", args=[token]))
    yield State(page)


def of_an_export(seeker: User) -> Iterator[State]:
    """Nothing to take along, then a log with a week in it, and a period that is none."""
    log = reverse("exchange:work_search")
    yield State(reverse("exchange:export"))
    yield State(log)
    dana = make_contact(seeker, northwind(seeker), "Dana Mertens", created_at=timezone.now())
    writer.log(dana, Kind.OUTREACH, on=timezone.localdate(), now=timezone.now(), channel="email")
    yield State(log)
    yield State(f"{log}?since=2026-11-02&until=2026-11-01")


def of_proposals(seeker: User) -> Iterator[State]:
    """What an archive proposes, one of it with a day that cannot be, and Today when nothing is due."""
    make_contact(seeker, northwind(seeker), "Dana Mertens")
    too_much_proposed(seeker, timezone.now())
    pk = Proposal.objects.owned_by(seeker).latest("on").pk
    page = reverse("exchange:proposals")
    yield State(page)
    typed = {f"p{pk}-kind": "reply", f"p{pk}-on": "never"}
    yield State(reverse("exchange:accept_proposal", args=[pk]), typed, page)
    yield State("/import/")
    Company.objects.owned_by(seeker).update(standing=Standing.BACKLOG, target_on=None)
    User.objects.filter(pk=seeker.pk).update(target_aim=0)
    yield State("/")


def of_an_account(seeker: User) -> Iterator[State]:
    yield State(reverse("pipeline:settings"), {"target_aim": "none"}, "/settings/")
    yield State(reverse("accounts:delete"), {"email": "other@example.org"}, "/settings/")
    yield State(reverse("account_change_password"), {"oldpassword": "wrong"}, "/settings/")
    delete_later(seeker, now=timezone.now())
    yield State("/settings/")
    yield State(reverse("accounts:delete"))
    yield State(reverse("account_email"), {"email": "no address", "action_add": ""}, "/settings/")


def of_a_coached_seeker(coach: User) -> Iterator[State]:
    """Who coaches and is a seeker reads their own list: nothing in it, then people, then with their names."""
    now, mine = timezone.now(), places_of(coach).get()
    page = reverse("coaching:seeker", args=[mine.pk])
    yield State(page)
    yield State(reverse("coaching:preview"))
    company = northwind(coach)
    person = make_contact(coach, company, "Dana Mertens", title="Engineer", created_at=now)
    writer.log(person, Kind.REPLY, on=timezone.localdate() - dt.timedelta(3), now=now)
    copy_defaults(coach)
    yield State(page)
    share(mine, consents=True, people=True, now=now)
    yield State(page)
    for words, outcome in (("Go to their meetup", None), ("Ask Dana for a name", Outcome.DONE)):
        made = suggesting.suggest(mine, coach, words, company_id=company.pk, key=uuid.uuid4(), now=now)
        if outcome:
            suggesting.answer(made, outcome, now=now)
    yield State(page)
    yield State(reverse("coaching:suggest", args=[mine.pk]), {"persona": "manager"}, page)


def of_a_school(admin: User) -> Iterator[State]:
    """Somebody who runs a school, coaches a cohort and is a seeker in it: empty, then with people in it."""
    now = timezone.now()
    school = Organization.objects.create(name="Harbour Code", created_at=now)
    join(school, None, admin, Role.ADMIN, consents=False, now=now)
    yield State(reverse("cohorts:organization", args=[school.pk]))
    there = Cohort.objects.create(organization=school, name="2611 evenings", created_at=now)
    page = reverse("cohorts:cohort", args=[there.pk])
    yield State(page)
    for role in (Role.COACH, Role.SEEKER):
        join(school, there, admin, role, consents=True, now=now)
        inviting.invite(school, f"new-{role}@example.org", role, by=admin, now=now, cohort=there)
    yield State(page)
    yield State(reverse("cohorts:make_code", args=[there.pk]), {"most_uses": "30", "days": "14"}, page)
    yield State(reverse("cohorts:invite", args=[there.pk]), {"email": "nobody", "role": "coach"}, page)
    yield State(reverse("cohorts:add_cohort", args=[school.pk]), {"name": "2611 evenings"}, page)
    for place in ("home", "place", "join"):
        yield State(reverse(f"cohorts:{place}"))
    yield from of_a_coached_seeker(admin)
    yield State(reverse("cohorts:organization", args=[school.pk]))
    yield State(reverse("cohorts:join"), {"code": "wrong"}, page)
    _, code = inviting.make_code(there, most_uses=3, days=3, by=admin, now=now)
    yield State(reverse("cohorts:join"), {"code": code}, page)
    yield State("/settings/")
    yield State(reverse("roster", args=[there.pk]))
    for text in ("a@example.org,seeker\nnobody\na@example.org", "Ada and Bob"):
        yield State(reverse("roster", args=[there.pk]), {"text": text}, page)
    yield from of_facts(admin, school)
    archive(there, by=admin, now=now)
    yield State(page)


def of_facts(admin: User, school: Organization) -> Iterator[State]:
    """What a school knows about companies: nothing yet, refused, kept, with alumni, removed."""
    facts, add = reverse("companies:facts", args=[school.pk]), reverse("companies:add_fact", args=[school.pk])
    yield State(facts)
    yield State(add)
    yield State(add, {"name": "Kestrel", "source": "javascript:alert(1)"}, add)
    client = Client()
    client.force_login(admin)
    client.post(add, {"name": "Kestrel", "hired_alumni": "on", "ask_coach": "on", "sponsors": "on"})
    yield State(add, {"name": "KESTREL Inc.", "words": "They hire in spring"}, add)
    page = reverse("companies:edit_fact", args=[Fact.objects.get().pk])
    alumni = reverse("companies:add_alum", args=[Fact.objects.get().pk])
    yield State(page)
    yield State(alumni, {"name": "Ada", "agreed_on": "2999-01-01"}, page)
    client.post(alumni, {"name": "Ada Lovelace", "role": "Developer", "agreed_on": "2026-01-31"})
    long = "The Extraordinarily Long and Winding Name of a Company for Hydroelectric Turbomachinery"
    client.post(add, {"name": long, "words": f"{long} " * 20, "source": f"https://example.org/{'a' * 200}"})
    for where in (page, facts, f"{facts}?q=nobody"):
        yield State(where)
    yield State(reverse("companies:remove_fact", args=[Fact.objects.last().pk]), {}, facts)
    mine = make_company(admin, "kestrel inc", in_words="I use their SDK")
    copy_defaults(admin)
    asked = Criterion.objects.get(owner=admin, text=HIRED_ALUMNI)
    yield State(reverse("pipeline:board", args=[mine.pk]))
    yield State(reverse("pipeline:answer", args=[mine.pk, asked.pk]))
    person = make_contact(admin, mine, "Ana Ortiz", email="ana@example.org")
    yield State(reverse("pipeline:write", args=[person.pk]))


def of_reviews(both: User) -> Iterator[State]:
    """Who hands a list in, and for once reads it too: empty, waiting, begun, sent, a second round."""
    now = timezone.now()
    school = Organization.objects.create(name="Harbour Code", created_at=now)
    there = Cohort.objects.create(organization=school, name="2611 evenings", created_at=now)
    for role in (Role.SEEKER, Role.COACH):
        join(school, there, both, role, consents=True, now=now)
    both.change_settings(target_aim=1)
    mine, queue = reverse("pipeline:review"), reverse("insights:queue")
    yield State(mine)
    yield State(queue)
    company = northwind(both)
    copy_defaults(both)
    yield State(mine)
    yield State(reverse("insights:cohort", args=[there.pk]))
    made = handing_in.hand_in(both, round_number=1, words="Be honest", now=now)
    sheet = reverse("coaching:review", args=[made.pk])
    yield State(mine)
    yield State(queue)
    yield State(sheet)
    yield State(reverse("coaching:send_review", args=[made.pk]), {"overall": ""}, sheet)
    SavedReply.objects.create(owner=both, text="What is your “in” here? " * 9)
    (pk,) = made.companies.values_list("pk", flat=True)
    said = Words("A good mix. " * 20, {pk: Said("rethink", "Everybody writes to them. " * 9)})
    stored = reviewing.save(made, both, said, version=0, now=now)
    yield State(sheet)
    yield State(queue)
    yield State(sheet, {"overall": "Other words", "version": "1"}, sheet)
    reviewing.send(made, both, said, version=stored.version, now=now)
    yield State(sheet)
    yield State(mine)
    yield State(reverse("pipeline:board", args=[company.pk]))
    remark = Remark.objects.get()
    yield State(reverse("pipeline:keep_company", args=[remark.pk]), {"because": ""}, mine)
    handing_in.answer(remark, "I know two people there", now=now)
    handing_in.keep(remark, "They hire juniors", now=now)
    make_company(both, "Fernhill", in_words="Ten minutes away", target_on=timezone.localdate())
    again = handing_in.hand_in(both, round_number=2, words="", now=now)
    yield State(reverse("coaching:review", args=[again.pk]))
    yield State(mine)


OF_A_SEEKER: dict[str, Callable[[User], Iterator[State]]] = {
    "address book": of_an_address_book,
    "companies": of_companies,
    "people": of_people,
    "communities": of_communities,
    "first week": of_a_first_week,
    "introductions": of_introductions,
    "look-alikes": of_look_alikes,
    "a move": of_a_move,
    "first messages": of_first_messages,
    "hunt": of_a_hunt,
    "writing": of_writing,
    "chats": of_chats,
    "chat list": of_a_chat_list,
    "opportunities": of_opportunities,
    "events": of_events,
    "messages": of_messages,
    "referrals": of_referrals,
    "questions": of_questions,
    "templates": of_templates,
    "lessons": of_lessons,
    "steps": of_steps,
    "uploads": of_uploads,
    "whole account": of_a_whole_account,
    "sheet": of_a_sheet,
    "cards": of_cards,
    "proposals": of_proposals,
    "export": of_an_export,
    "account": of_an_account,
    "school": of_a_school,
    "reviews": of_reviews,
}


def of_a_stranger(somebody: User) -> Iterator[State]:
    """What opens with a key from a mail or from the terminal, and what is refused."""
    address = EmailAddress.objects.create(user=somebody, email=somebody.email, primary=True)
    key = f"{user_pk_to_url_str(somebody)}-{default_token_generator.make_token(somebody)}"
    yield State(reverse("accounts:sign_in_link", args=[SignInLink.make(somebody, now=timezone.now())]))
    yield State(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))
    yield State(f"/accounts/password/reset/key/{key}/")
    yield State("/accounts/login/", {"login": somebody.email, "password": "wrong"}, "/accounts/login/")
    yield State("/accounts/password/reset/", {"email": "no address"}, "/accounts/password/reset/")
