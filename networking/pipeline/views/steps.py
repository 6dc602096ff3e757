"""Putting a step off, turning it down, and the list of what is hidden."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.pipeline import hiding
from networking.pipeline.next_steps import Step, hidden_steps, lateness
from networking.web.htmx import say

PRESETS = ((1, "Tomorrow"), (3, "In 3 days"), (7, "Next week"))
REASONS = ("Not the right time", "I would rather not", "Already done elsewhere", "Not sure how")


class LaterForm(forms.Form):
    until = forms.DateField(
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Please write the day like 2026-11-30."},
    )

    def __init__(self, *args: object, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError("Choose a day after today.")
        return until


class NotThisOneForm(forms.Form):
    reason = forms.CharField(label="Why not?", max_length=200, required=False)


def get_step(request: Request, rule: int, subject: str, now: dt.datetime) -> Step:
    step = hiding.find_step(request.user, rule, subject, now=now)
    if step is None:
        raise Http404("No such step.")
    return step


def go_back(request: Request) -> HttpResponse:
    """To the page the person came from, if it is ours; else to Today."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if back and is_ours else reverse("pipeline:today"))


def tell(request: Request, step: Step, text: str) -> None:
    say(request, text, undo=reverse("pipeline:show_again", args=[step.rule, step.subject]))


def show_choices(
    request: Request, step: Step, form: LaterForm | NotThisOneForm | None = None, status: int = 200
) -> HttpResponse:
    """The ways to put a step off: a page of its own, or a fragment beside the step."""
    today = request.user.local_date(timezone.now())
    furthest = hiding.latest(step, today)
    days = [(label, today + dt.timedelta(days=n)) for n, label in PRESETS]
    context = {
        "step": step,
        "presets": [(label, day) for label, day in days if day <= furthest],
        "first_day": today + dt.timedelta(days=1),
        "last_day": furthest,
        "later": form if isinstance(form, LaterForm) else LaterForm(today=today),
        "not_this_one": form if isinstance(form, NotThisOneForm) else NotThisOneForm(),
        "reasons": REASONS,
        "next": request.GET.get("next", "") or request.POST.get("next", ""),
        "active": "today",
    }
    template = "pipeline/_put_off.html" if request.htmx else "pipeline/put_off.html"
    return render(request, template, context, status=status)


@require_GET
def put_off(request: Request, rule: int, subject: str) -> HttpResponse:
    return show_choices(request, get_step(request, rule, subject, timezone.now()))


@require_POST
def later(request: Request, rule: int, subject: str) -> HttpResponse:
    now = timezone.now()
    step = get_step(request, rule, subject, now)
    today = request.user.local_date(now)
    form = LaterForm(request.POST, today=today)
    if not form.is_valid():
        return show_choices(request, step, form, status=422)
    hidden = hiding.later(request.user, step, form.cleaned_data["until"], now=now)
    tell(request, step, f"Put off until {hidden.until:%A} {hidden.until.day} {hidden.until:%B}.")
    return go_back(request)


@require_POST
def not_this_one(request: Request, rule: int, subject: str) -> HttpResponse:
    now = timezone.now()
    step = get_step(request, rule, subject, now)
    form = NotThisOneForm(request.POST)
    if not form.is_valid():
        return show_choices(request, step, form, status=422)
    hiding.not_this_one(request.user, step, form.cleaned_data["reason"], now=now)
    tell(request, step, "Set aside. It comes back when something changes there, or in 30 days.")
    return go_back(request)


@require_POST
def show_again(request: Request, rule: int, subject: str) -> HttpResponse:
    if not hiding.show_again(request.user, rule, subject):
        raise Http404("Nothing is hidden there.")
    return go_back(request)


@require_GET
def hidden(request: Request) -> HttpResponse:
    now = timezone.now()
    today = request.user.local_date(now)
    rows = [
        (step, row.reason, lateness(row.until, today).words, row.revision is None)
        for step, row in hidden_steps(request.user, now=now)
    ]
    return render(request, "pipeline/hidden.html", {"rows": rows, "active": "today"})
