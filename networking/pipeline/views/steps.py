"""Putting a step off, turning it down, and the list of what is hidden."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.conversations.models import Hidden
from networking.pipeline import hiding
from networking.pipeline.next_steps import Step, hidden_steps, lateness
from networking.web.htmx import our_page, say

PRESETS = ((1, "Tomorrow"), (3, "In 3 days"), (7, "Next week"))
NOT_RIGHT = {
    "contact": "Not the right person",
    "chat": "Not the right person",
    "company": "Not the right company",
}
REASONS = ("Not the right time", "Done another way")


class LaterForm(forms.Form):
    until = forms.DateField(
        label="Or until",
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
    reason = forms.CharField(
        label="Or in your words",
        max_length=200,
        error_messages={"required": "Say in a word why not: it helps when you look back."},
    )


def get_step(request: Request, rule: int, subject: str, now: dt.datetime) -> Step:
    step = hiding.find_step(request.user, rule, subject, now=now)
    if step is None:
        raise Http404("No such step.")
    return step


def came_from(request: Request) -> str:
    """The page the person looks at: htmx knows it, for what it shows may have come from another address."""
    return request.htmx.current_url_abs_path or request.POST.get("next") or request.GET.get("next", "")


def go_back(request: Request) -> HttpResponse:
    """To the page the person came from, if it is ours; else to Today."""
    return redirect(our_page(request, request.POST.get("next", ""), otherwise=reverse("pipeline:today")))


def tell(request: Request, step: Step, text: str) -> None:
    say(request, text, undo=reverse("pipeline:show_again", args=[step.rule, step.subject]))


def hide_again(row: Hidden) -> str:
    """The address whose POST hides a step as it was: the undo of bringing it back."""
    act, said = (
        ("later", {"until": str(row.until)})
        if row.revision is None
        else ("not_this_one", {"reason": row.reason})
    )
    return f"{reverse(f'pipeline:{act}', args=[row.rule, row.subject])}?{urlencode(said)}"


def said_in(request: Request, field: str) -> QueryDict:
    """What was sent: by a form, or by the address of an undo."""
    return request.POST if field in request.POST else request.GET


def show_choices(
    request: Request, step: Step, form: LaterForm | NotThisOneForm | None = None, status: int = 200
) -> HttpResponse:
    """The ways to put a step off: a page of its own, or a fragment beside the step."""
    today = request.user.local_date(timezone.now())
    furthest = hiding.latest(step, today)
    days = [(label, today + dt.timedelta(days=n)) for n, label in PRESETS]
    ids = f"put-off-{step.rule}-{step.subject.replace(':', '-')}-%s"  # several may be open on one page
    context = {
        "step": step,
        "presets": [(label, day) for label, day in days if day <= furthest],
        "first_day": today + dt.timedelta(days=1),
        "last_day": furthest,
        "later": form if isinstance(form, LaterForm) else LaterForm(today=today, auto_id=ids),
        "not_this_one": form if isinstance(form, NotThisOneForm) else NotThisOneForm(auto_id=ids),
        "reasons": reasons_for(step),
        "next": came_from(request),
        "active": "today",
    }
    template = "pipeline/_put_off.html" if request.htmx else "pipeline/put_off.html"
    return render(request, template, context, status=status)


def reasons_for(step: Step) -> list[str]:
    """Why a step may be turned down with one press, by what it is about."""
    not_right = NOT_RIGHT.get(step.subject.partition(":")[0])
    return [*([not_right] if not_right else []), *REASONS]


@require_GET
def put_off(request: Request, rule: int, subject: str) -> HttpResponse:
    return show_choices(request, get_step(request, rule, subject, timezone.now()))


@require_POST
def later(request: Request, rule: int, subject: str) -> HttpResponse:
    now = timezone.now()
    step = get_step(request, rule, subject, now)
    today = request.user.local_date(now)
    form = LaterForm(said_in(request, "until"), today=today)
    if not form.is_valid():
        return show_choices(request, step, form, status=422)
    hidden = hiding.later(request.user, step, form.cleaned_data["until"], now=now)
    tell(request, step, f"Put off until {hidden.until:%A} {hidden.until.day} {hidden.until:%B}.")
    return go_back(request)


@require_POST
def not_this_one(request: Request, rule: int, subject: str) -> HttpResponse:
    now = timezone.now()
    step = get_step(request, rule, subject, now)
    form = NotThisOneForm(said_in(request, "reason"))
    if not form.is_valid():
        return show_choices(request, step, form, status=422)
    hiding.not_this_one(request.user, step, form.cleaned_data["reason"], now=now)
    tell(request, step, "Set aside. It comes back when something changes there, or in 30 days.")
    return go_back(request)


@require_POST
def show_again(request: Request, rule: int, subject: str) -> HttpResponse:
    row = hiding.show_again(request.user, rule, subject)
    if row:
        say(request, "It is back among your steps.", undo=hide_again(row))
    else:
        get_step(request, rule, subject, timezone.now())  # brought back before, or not there at all
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
