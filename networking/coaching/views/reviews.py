"""A coach's work: one list with its review, and the words they say often."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.coaching import reviewing
from networking.coaching.access import submissions_read_by
from networking.coaching.forms import ReplyForm, ReviewForm
from networking.coaching.models import SavedReply, Submission
from networking.coaching.reviewing import Empty, Refused, Sent, Stale, Taken, Words
from networking.coaching.sheet import Sheet, load_sheet
from networking.cohorts.looking import note_look
from networking.web.htmx import our_page, say

NOTHING_SAID = "Say something first: a verdict, a remark, or a word overall."


def sheet_of(request: Request, pk: int) -> Sheet:
    """Asked anew at each request: who may not read it any more finds nothing. The seeker sees who looked."""
    sheet = load_sheet(request.user, pk)
    if sheet is None:
        raise Http404("No such list.")
    note_look(request.user, sheet.seen, now=timezone.now())
    return sheet


def my_submission(request: Request, pk: int) -> Submission:
    return get_object_or_404(submissions_read_by(request.user).select_related("owner"), pk=pk)


def form_of(request: Request, submission: Submission) -> ReviewForm:
    return ReviewForm(request.POST, listed=submission.companies.values_list("pk", flat=True))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: int) -> HttpResponse:
    """One list; a POST keeps the words so far."""
    if request.method != "POST":
        sheet = sheet_of(request, pk)
        return show(request, sheet, sheet.words)
    submission = my_submission(request, pk)
    form = form_of(request, submission)
    if not form.is_valid():
        return refuse(request, pk, form, form.complaints)
    try:
        stored = reviewing.save(
            submission, request.user, form.words, version=form.version_now, now=timezone.now()
        )
    except Refused as refused:
        return refuse(request, pk, form, [], refused)
    if request.htmx:
        context = {"pk": pk, "version": stored.version}
        return render(request, "coaching/_review_state.html", context)
    say(request, "Your words are kept. The seeker sees them once you send them.")
    return redirect("coaching:review", pk)


@require_POST
def send_review(request: Request, pk: int) -> HttpResponse:
    """Sends it, and goes on to the next list that waits."""
    submission = my_submission(request, pk)
    form = form_of(request, submission)
    if not form.is_valid():
        return refuse(request, pk, form, form.complaints)
    try:
        reviewing.send(submission, request.user, form.words, version=form.version_now, now=timezone.now())
    except Empty:
        return refuse(request, pk, form, [NOTHING_SAID])
    except Refused as refused:
        return refuse(request, pk, form, [], refused)
    say(
        request,
        f"{submission.owner} has your feedback now.",
        undo=reverse("coaching:unsend_review", args=[pk]),
    )
    following = load_sheet(request.user, pk)
    if following and following.next_pk:
        return redirect("coaching:review", following.next_pk)
    return redirect("insights:queue")


@require_POST
def unsend_review(request: Request, pk: int) -> HttpResponse:
    submission = my_submission(request, pk)
    if reviewing.unsend(submission, request.user):
        say(request, "Taken back. It is a draft again.")
    else:
        say(request, f"{submission.owner} has read it already.")
    return HttpResponse() if request.htmx else redirect("coaching:review", pk)


@require_POST
def take_over(request: Request, pk: int) -> HttpResponse:
    """From another coach, with the words so far."""
    submission = my_submission(request, pk)
    try:
        reviewing.take_over(submission, request.user, now=timezone.now())
        say(request, "It is yours now, with the words so far.")
    except Sent:
        say(request, "The feedback is sent already.")
    return redirect("coaching:review", pk)


def refuse(
    request: Request, pk: int, form: ReviewForm, errors: list[str], refused: Refused | None = None
) -> HttpResponse:
    """Nothing was kept; what was typed is still there, beside what stands in its way."""
    in_the_way: dict[str, Any] = {"pk": pk, "errors": errors, "version": form.version_now}
    if refused and refused.review:
        stored = refused.review
        in_the_way |= {
            "other": stored,
            "is_stale": isinstance(refused, Stale),
            "is_taken": isinstance(refused, Taken),
            "is_sent": isinstance(refused, Sent),
        }
    if request.htmx:
        return render(request, "coaching/_review_state.html", in_the_way, status=422)
    return show(request, sheet_of(request, pk), form.words, status=422, **in_the_way)


def show(
    request: Request, sheet: Sheet, words: Words, *, status: int = 200, **in_the_way: Any
) -> HttpResponse:
    head = sheet.head
    is_others = head.coach_id != request.user.pk and head.started_at is not None and head.sent_at is None
    context = {
        "sheet": sheet,
        "head": head,
        "rows": [(row, words.said[row.now.pk]) for row in sheet.rows],
        "overall": words.overall,
        "version": head.version or 0,
        "is_others": is_others,
        "pk": head.pk,
        "active": "queue",
    } | in_the_way
    template = "coaching/sent.html" if head.sent_at and not in_the_way else "coaching/review.html"
    return render(request, template, context, status=status)


# --- What a coach says often


@require_POST
def add_reply(request: Request) -> HttpResponse:
    """Also the undo of removing one: its words then come with the address."""
    data = request.POST if "text" in request.POST else request.GET
    form = ReplyForm(data)
    if form.is_valid():
        try:
            with transaction.atomic():
                SavedReply.objects.create(owner=request.user, text=form.cleaned_data["text"])
            say(request, "Saved for the next list.")
        except IntegrityError:
            say(request, "You have this one already.")
    else:
        say(request, "Write the words to save first: up to 2,000 characters.")
    return back(request)


@require_POST
def remove_reply(request: Request, pk: int) -> HttpResponse:
    reply = get_object_or_404(SavedReply.objects.owned_by(request.user), pk=pk)
    reply.delete()
    undo = f"{reverse('coaching:add_reply')}?{urlencode({'text': reply.text})}"
    say(request, "Removed.", undo=undo)
    return back(request)


def back(request: Request) -> HttpResponse:
    if request.htmx:
        return HttpResponse()
    queue_url = reverse("insights:queue")
    return redirect(our_page(request, request.POST.get("next", ""), otherwise=queue_url))
