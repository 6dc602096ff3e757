"""Inviting a class from a list: look at every row first, then send."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from networking.accounts.http import Request
from networking.cohorts import access
from networking.cohorts.inviting import invite_many
from networking.cohorts.models import Cohort, Role
from networking.exchange.forms import RosterForm
from networking.exchange.roster import RosterRow, read
from networking.exchange.sniff import UnreadableError
from networking.web.htmx import say


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: Request, pk: int) -> HttpResponse:
    """The first POST shows what each row does; the second, with `go`, reads it again and sends."""
    cohorts = Cohort.objects.filter(organization__in=access.administered_by(request.user), archived_at=None)
    cohort, now = get_object_or_404(cohorts.select_related("organization"), pk=pk), timezone.now()
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    rows: list[RosterRow] = []
    if form.is_bound and form.is_valid():
        try:
            rows = read(form.cleaned_data["text"], cohort, now=now)
        except UnreadableError as why:
            form.add_error("text", str(why))
    if "go" not in request.POST or not rows:
        return show(request, cohort, form, rows)
    wanted = [(row.email, Role(row.role)) for row in rows if row.invites]
    sent = invite_many(cohort, wanted, by=request.user, now=now)
    said = "1 invitation is" if sent == 1 else f"{sent} invitations are"
    say(request, f"{said} on the way. Each holds for seven days.")
    return redirect("cohorts:cohort", pk)


def show(request: Request, cohort: Cohort, form: RosterForm, rows: list[RosterRow]) -> HttpResponse:
    context = {
        "cohort": cohort,
        "form": form,
        "rows": rows,
        "text": form.cleaned_data.get("text", "") if rows else "",
        "invites": sum(row.invites for row in rows),
        "active": "cohorts",
    }
    return render(request, "exchange/roster.html", context, status=422 if form.errors else 200)
