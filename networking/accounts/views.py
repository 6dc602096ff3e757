"""Pages about the account itself that allauth does not have."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.deletion import delete_account, delete_later, keep_account
from networking.accounts.forms import DeleteAccountForm, TimeZoneForm
from networking.accounts.http import Request
from networking.accounts.models import SignInLink, User
from networking.accounts.signals import search_settings_changed
from networking.web.htmx import say


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only shows a button: programs that look at links must not use them up (SECURITY T16)."""
    now = timezone.now()
    if not settings.AT_HOME or (request.method == "GET" and not SignInLink.is_open(token, now=now)):
        raise Http404
    if request.method == "GET":
        return render(request, "accounts/sign_in_link.html")
    user = SignInLink.use(token, now=now)
    if user is None:
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@require_http_methods(["GET", "POST"])
def delete(request: Request) -> HttpResponse:
    form = DeleteAccountForm(request.POST or None, user=request.user)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "accounts/delete.html", {"form": form, "active": "settings"}, status=status)
    user = request.user
    if form.is_at_once:
        logout(request)
        delete_account(user)
        return redirect("/")
    delete_later(user, now=timezone.now())
    day = date_format(timezone.localtime(user.deletes_at), "l j F")
    said = f"Your account will be deleted on {day}. Until then everything stays."
    say(request, said, undo=reverse("accounts:keep"))
    return redirect("/")


@require_POST
def keep(request: Request) -> HttpResponse:
    """The undo of deleting later, for all of the seven days."""
    keep_account(request.user)
    say(request, "Your account stays, with everything in it.")
    return HttpResponse(status=204) if request.htmx else redirect("/")


@require_POST
def time_zone(request: Request) -> HttpResponse:
    """The browser says where it is, once; afterwards the seeker's own choice stands (`/settings/`)."""
    form = TimeZoneForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    with transaction.atomic():
        zone = form.cleaned_data["time_zone"]
        if User.objects.filter(pk=request.user.pk, time_zone="").update(time_zone=zone):
            request.user.time_zone = zone
            search_settings_changed.send(User, user=request.user)
    return HttpResponse(status=204)
