"""The search is over: telling everybody who helped, keeping the network, and searching again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.conversations import opportunities as acts
from networking.conversations.opportunity_form import TellForm
from networking.pipeline.opportunity_list import load_to_tell
from networking.pipeline.views.board import parse_day, undone
from networking.pipeline.views.opportunities import my_opportunity, show
from networking.web.htmx import go_to, say

NOBODY = "Tick at least one person first."


@require_POST
def tell(request: Request, pk: int) -> HttpResponse:
    """Who is ticked is owed a word about how it ended: a step for each on Today."""
    found = my_opportunity(request, pk)
    told = set(found.updates.values_list("contact_id", flat=True))
    helpers = {one.person.pk: one.person for one in load_to_tell(request.user, found, told=told)}
    form = TellForm(request.POST, people=list(helpers))
    if not form.is_valid():
        return show(request, found, refused=NOBODY)
    chosen = form.cleaned_data["person"]
    acts.tell(found, [helpers[person] for person in chosen])
    many = f"{len(chosen)} people are" if len(chosen) > 1 else f"{helpers[chosen[0]].name} is"
    say(request, f"{many} on your list to write to.", undo=reverse("pipeline:untell_helpers", args=[pk]))
    return redirect("pipeline:opportunity", pk)


@require_POST
def untell(request: Request, pk: int) -> HttpResponse:
    acts.untell(my_opportunity(request, pk))
    return undone(request, reverse("pipeline:opportunity", args=[pk]))


@require_POST
def search_again(request: Request) -> HttpResponse:
    """The steps of a search come back; the undo remembers since when it was over."""
    since = request.user.search_over_on
    if since:
        request.user.change_settings(search_over_on=None)
        undo = f"{reverse('pipeline:end_search')}?on={since}"
        say(request, "Your search is on again. Today has its steps back.", undo=undo)
    return to_today(request)


@require_POST
def end_search(request: Request) -> HttpResponse:
    """No new steps of a search from now on; thanks, answers and keeping in touch stay."""
    today = request.user.local_date(timezone.now())
    on = parse_day(request.GET.get("on", "")) or today
    if request.user.search_over_on is None:
        request.user.change_settings(search_over_on=min(on, today))
        undo = reverse("pipeline:search_again")
        say(request, "Your search is over. You keep your network.", undo=undo)
    return to_today(request)


def to_today(request: Request) -> HttpResponse:
    return go_to(request, reverse("pipeline:today"))
