"""The seeker's own criteria of a good target: adding, rewording and hiding them."""

from __future__ import annotations

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.turn import my_turn
from networking.companies.criteria import copy_defaults
from networking.companies.forms import CriterionForm
from networking.companies.models import Criterion
from networking.web.htmx import say
from networking.web.seen import in_turn


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: Request) -> HttpResponse:
    """The list; a POST adds one at its end."""
    mine = Criterion.objects.owned_by(request.user)
    if request.method != "POST":
        return _list(request, CriterionForm(instance=Criterion(owner=request.user)))
    with my_turn(request) as owner:
        last = mine.aggregate(last=Max("position"))["last"] or 0
        form = CriterionForm(request.POST, instance=Criterion(owner=owner, position=last + 1))
        if not form.is_valid():
            return _list(request, form, status=422)
        form.save()
    say(request, "Your criterion is added.")
    return redirect("pipeline:criteria")


def _list(
    request: Request, form: CriterionForm, *, edited: CriterionForm | None = None, status: int = 200
) -> HttpResponse:
    mine = Criterion.objects.owned_by(request.user).order_by("is_hidden", "position", "pk")
    rows = [
        edited if edited and edited.instance.pk == criterion.pk else CriterionForm(instance=criterion)
        for criterion in mine
    ]
    context = {"form": form, "rows": rows, "active": "companies"}
    return render(request, "pipeline/criteria.html", context, status=status)


@require_POST
def edit_criterion(request: Request, pk: int) -> HttpResponse:
    """Rewords one; its answers stay."""
    with in_turn(request, Criterion.objects.owned_by(request.user)) as mine:
        form = CriterionForm(request.POST, instance=get_object_or_404(mine, pk=pk))
        if not form.is_valid():
            empty = CriterionForm(instance=Criterion(owner=request.user))
            return _list(request, empty, edited=form, status=422)
        form.save()
    say(request, "Your criterion is changed; what you found out stays.")
    return redirect("pipeline:criteria")


@require_POST
def hide_criterion(request: Request, pk: int) -> HttpResponse:
    """Hides one from every board, or brings it back with its answers."""
    criterion = get_object_or_404(Criterion.objects.owned_by(request.user), pk=pk)
    criterion.is_hidden = request.POST.get("on") != "0"
    criterion.save(update_fields=["is_hidden"])
    return redirect("pipeline:criteria")


@require_POST
def start_criteria(request: Request) -> HttpResponse:
    """Gives somebody without any criteria the ones we suggest."""
    copy_defaults(request.user)
    return redirect("pipeline:criteria")
