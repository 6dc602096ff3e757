"""Two of my people side by side, merged into one field by field; and taking that back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Merge
from networking.conversations.models.merging import MergeQuerySet
from networking.pipeline import side_by_side
from networking.pipeline.side_by_side import MergeForm
from networking.pipeline.views.board import undone
from networking.web.htmx import say


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, pk: int, other_person_pk: int) -> HttpResponse:
    """The first stays, with both histories; the second becomes part of it."""
    try:
        kept, gone = side_by_side.load_two(request.user, pk, other_person_pk)
    except Http404:
        if merge_of(request, pk, other_person_pk).exists():  # a double click, or back in the browser
            return redirect("pipeline:person", pk)
        raise
    form = MergeForm(request.POST if request.method == "POST" else None, kept=kept, gone=gone)
    if request.method != "POST":
        return show_two(request, kept, gone, form)
    if not form.is_valid():
        return show_two(request, kept, gone, form, 422)
    name = gone.name
    try:
        writer.merge_contacts(kept, gone, form.sides, now=timezone.now(), versions=form.shown_versions)
    except writer.Stale:
        kept, gone = side_by_side.load_two(request.user, pk, other_person_pk)
        fresh = MergeForm(kept=kept, gone=gone)
        return show_two(request, kept, gone, fresh, 422, trouble=side_by_side.CHANGED)
    except ValidationError as refused:
        form.refuse(refused)
        return show_two(request, *side_by_side.load_two(request.user, pk, other_person_pk), form, 422)
    undo = reverse("pipeline:undo_merge", args=[pk, other_person_pk])
    say(request, f"{name} and {kept.name} are one person now, with both histories.", undo=undo)
    if request.POST.get("place") == "list":
        return redirect("pipeline:duplicates")
    return redirect("pipeline:person", pk)


def merge_of(request: Request, pk: int, other_pk: int) -> MergeQuerySet:
    return Merge.objects.owned_by(request.user).filter(kept__pk=pk, gone__pk=other_pk)


def show_two(
    request: Request, kept: Contact, gone: Contact, form: MergeForm, status: int = 200, trouble: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "trouble": trouble,
        "stories": side_by_side.load_stories(kept, gone),
        "same": side_by_side.same_of(kept, gone),
        "kept": kept,
        "gone": gone,
        "place": request.POST.get("place", request.GET.get("place", "")),
        "active": "people",
    }
    return render(request, "pipeline/merge.html", context, status=status)


@require_POST
def undo_merge(request: Request, pk: int, other_person_pk: int) -> HttpResponse:
    kept = get_object_or_404(Contact.objects.owned_by(request.user), pk=pk)
    gone = get_object_or_404(Contact.objects.filter(owner=request.user), pk=other_person_pk)
    try:
        if done := merge_of(request, pk, other_person_pk).first():
            writer.undo_merge(done, now=timezone.now())
            say(request, f"{kept.name} and {gone.name} are two people again.")
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
    return undone(request, reverse("pipeline:duplicates"))
