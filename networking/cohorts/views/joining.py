"""For everybody who is invited: joining, what is shared, and leaving."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.context import INVITED
from networking.accounts.http import Request
from networking.cohorts import access, inviting, joining
from networking.cohorts.forms import ConsentForm, SharingForm, TypedCodeForm
from networking.cohorts.models import Cohort, Invitation, Membership, Role
from networking.cohorts.pages import agreement, load_place
from networking.web.htmx import say

EDIT = require_http_methods(["GET", "HEAD", "POST"])
WRONG_CODE = "wrong_code"  # 20 an hour per address (settings.ACCOUNT_RATE_LIMITS)


@login_not_required
@EDIT
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only shows what it is: programs that look at links use nothing up (SECURITY T16)."""
    letter = inviting.invitation_of(token, now=timezone.now())
    if letter is None:
        raise Http404("Used, taken back or expired.")
    if not request.user.is_authenticated:
        return show_door(request, letter)
    return open_letter(cast(Request, request), letter)


def open_letter(request: Request, letter: Invitation) -> HttpResponse:
    if request.user.email != letter.email:
        raise Http404("Somebody else's.")
    is_seeker = letter.role == Role.SEEKER
    form = ConsentForm(request.POST if request.method == "POST" else None) if is_seeker else None
    if request.method != "POST" or (form and not form.is_valid()):
        return show_letter(request, letter, form)
    consents = bool(form and form.cleaned_data["consents"])
    try:
        joining.accept(letter, request.user, consents=consents, now=timezone.now())
    except (joining.ClosedError, IntegrityError) as closed:
        raise Http404("Somebody was quicker.") from closed
    return welcome(request, letter.cohort, letter.role, letter.organization.name)


def show_door(request: HttpRequest, letter: Invitation) -> HttpResponse:
    """Who has no account may make one with the address that the letter came to: reading it proved that."""
    request.session[INVITED] = letter.email
    get_adapter().stash_verified_email(request, letter.email)
    then = urlencode({"next": request.path})
    context = {
        "letter": letter,
        "sign_in": f"{reverse('account_login')}?{then}",
        "sign_up": f"{reverse('account_signup')}?{then}",
    }
    return render(request, "cohorts/door.html", context)


def show_letter(request: Request, letter: Invitation, form: ConsentForm | None) -> HttpResponse:
    leaves = access.membership_of(request.user) if letter.role == Role.SEEKER else None
    context = {
        "letter": letter,
        "form": form,
        "leaves": leaves if leaves and leaves.cohort != letter.cohort else None,
        **agreement(),
    }
    return render(request, "cohorts/invitation.html", context, status=422 if form and form.errors else 200)


def welcome(request: Request, cohort: Cohort | None, role: str, school: str) -> HttpResponse:
    say(request, f"Welcome to {cohort or school}.")
    if role == Role.SEEKER:
        return redirect("cohorts:place")
    return redirect("cohorts:cohort", cohort.pk) if cohort else redirect("cohorts:home")


@EDIT
def join(request: Request) -> HttpResponse:
    """By a code: first the code, then what it means, then yes or no."""
    if request.method != "POST":
        return render(request, "cohorts/join.html", {"form": TypedCodeForm(), "active": "settings"})
    if not ratelimit.consume(request, action=WRONG_CODE, dry_run=True):
        return render(request, "429.html", status=429)
    form = TypedCodeForm(request.POST)
    code = inviting.code_typed(form.cleaned_data["code"], now=timezone.now()) if form.is_valid() else None
    if code is None:
        ratelimit.consume(request, action=WRONG_CODE)
        if form.is_valid():
            form.add_error("code", "This code opens nothing. Look at it once more, or ask your school.")
        return render(request, "cohorts/join.html", {"form": form, "active": "settings"}, status=422)
    consent = ConsentForm(request.POST if "consents" in request.POST else None)
    if not consent.is_valid():
        context = {"form": form, "consent": consent, "code": code, **agreement(), "active": "settings"}
        return render(request, "cohorts/join.html", context, status=422 if consent.errors else 200)
    try:
        consents = consent.cleaned_data["consents"]
        joining.join_by_code(code, request.user, consents=consents, now=timezone.now())
    except (joining.ClosedError, IntegrityError) as closed:
        raise Http404("Somebody was quicker.") from closed
    return welcome(request, code.cohort, Role.SEEKER, "")


def my_place(request: Request) -> Membership:
    place = access.membership_of(request.user)
    if place is None:
        raise Http404("In no cohort.")
    return place


@EDIT
def place(request: Request) -> HttpResponse:
    """My cohort: what my coaches read, and whether they do."""
    mine = my_place(request)
    now_so = {"consents": "yes" if mine.shares else "no", "people": mine.shares_people}
    form = SharingForm(request.POST if request.method == "POST" else None, initial=now_so)
    if request.method != "POST" or not form.is_valid():
        context = load_place(mine) | {"form": form}
        return render(request, "cohorts/place.html", context, status=422 if form.errors else 200)
    mine = joining.share(mine, **form.cleaned_data, now=timezone.now())
    say(request, "Your coaches can read it now." if mine.shares else "Your coaches read nothing any more.")
    return redirect("cohorts:place")


@require_POST
def leave(request: Request) -> HttpResponse:
    mine = my_place(request)
    joining.leave(mine, now=timezone.now())
    say(request, f"You left {mine.cohort}. Everything you entered is still yours.")
    return redirect("/")
