"""Handing the list in, and answering what a coach said to it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.coaching import handing_in, suggesting
from networking.coaching.forms import HandInForm, KeepForm, RemarkForm
from networking.coaching.models import Outcome, Remark, Submission, Suggestion, Verdict
from networking.pipeline.review import load_review
from networking.web.htmx import say

NOT_READY = "The list is not ready yet: see below what is missing."


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request) -> HttpResponse:
    """What would be handed in, and what was said; a POST hands it in."""
    if request.method != "POST":
        return show(request)
    form = HandInForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    number, words = form.cleaned_data["round"], form.cleaned_data["words"]
    try:
        made = handing_in.hand_in(request.user, round_number=number, words=words, now=timezone.now())
    except handing_in.NotReadyError:
        form.add_error(None, NOT_READY)
        return show(request, form)
    undo = reverse("pipeline:take_back", args=[made.pk])
    say(request, "Your list is handed in. Your coach reads it as it is now.", undo=undo)
    return redirect("pipeline:review")


def show(request: Request, form: HandInForm | None = None) -> HttpResponse:
    context = load_review(request.user)
    if context is None:
        raise Http404("In no cohort.")
    form = form or HandInForm(initial={"round": context["next_round"]})
    context |= {"form": form, "keep_form": KeepForm(auto_id=False)}
    return render(request, "pipeline/review.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    mine = Submission.objects.owned_by(request.user).select_related("owner")
    submission = get_object_or_404(mine, pk=pk)
    try:
        handing_in.take_back(submission)
        say(request, "Taken back. Your companies stay as they are; hand them in whenever you like.")
    except handing_in.StartedError:
        say(request, "Your coach has begun to read it. What you change goes into the next round.")
    return back(request, reverse("pipeline:review"))


@require_POST
def read_review(request: Request) -> HttpResponse:
    """The seeker says that they have read it; a program that follows links never does."""
    handing_in.read(request.user, now=timezone.now())
    return redirect("pipeline:review")


def my_remark(request: Request, pk: int) -> Remark:
    sent = Remark.objects.owned_by(request.user).filter(review__sent_at__isnull=False)
    return get_object_or_404(sent.select_related("owner", "submitted"), pk=pk)


@require_POST
def answer_remark(request: Request, pk: int) -> HttpResponse:
    remark, form = my_remark(request, pk), RemarkForm(request.POST)
    if not form.is_valid():
        return refuse(request, remark, str(form.errors["words"][0]), answer=request.POST.get("words", ""))
    handing_in.answer(remark, form.cleaned_data["words"], now=timezone.now())
    said = "Your answer is kept; your coach reads it." if form.cleaned_data["words"] else "Taken away."
    say(request, said)
    return back(request, page_of(request, remark))


@require_POST
def keep_company(request: Request, pk: int) -> HttpResponse:
    """Against a rethink, with a reason; the undo opens it again."""
    remark, url = my_remark(request, pk), reverse("pipeline:keep_company", args=[pk])
    if remark.verdict != Verdict.RETHINK:
        raise Http404("Nothing to keep it against.")
    if "open" in request.GET:
        handing_in.keep(remark, "", now=timezone.now())
        say(request, f"{remark.submitted.name} is to be thought about again.")
        return back(request, page_of(request, remark))
    form = KeepForm(request.POST)
    if not form.is_valid():
        return refuse(
            request, remark, str(form.errors["because"][0]), because=request.POST.get("because", "")
        )
    handing_in.keep(remark, form.cleaned_data["because"], now=timezone.now())
    say(request, f"You keep {remark.submitted.name}. Your coach reads why.", undo=f"{url}?open=1")
    return back(request, page_of(request, remark))


def refuse(request: Request, remark: Remark, error: str, **typed: str) -> HttpResponse:
    """The form again, with the words that were typed."""
    context = {"remark": remark, "error": error, "typed": typed, "active": "companies"}
    return render(request, "pipeline/remark.html", context, status=422)


@require_POST
def close_suggestion(request: Request, pk: int) -> HttpResponse:
    """Done, or not for me; the undo opens it again."""
    suggestion = get_object_or_404(Suggestion.objects.owned_by(request.user), pk=pk)
    if "open" in request.GET:
        suggesting.reopen(suggestion, *suggesting.ANSWERS)
        say(request, "It is among your steps again.")
    else:
        outcome = Outcome.DECLINED if "declined" in request.POST else Outcome.DONE
        suggesting.answer(suggestion, outcome, now=timezone.now())
        undo = f"{reverse('pipeline:close_suggestion', args=[pk])}?open=1"
        say(request, "Off your list." if outcome == Outcome.DECLINED else "Well done.", undo=undo)
    place = "today" if request.POST.get("place") == "today" else "review"
    return back(request, reverse(f"pipeline:{place}"))


def page_of(request: Request, remark: Remark) -> str:
    """The board of the company, if that asked; else the page of the review."""
    if request.POST.get("place") == "board" and remark.submitted.company_id:
        return f"{reverse('pipeline:board', args=[remark.submitted.company_id])}#remark"
    return f"{reverse('pipeline:review')}#remark-{remark.pk}"


def back(request: Request, to: str) -> HttpResponse:
    """After an undo the page that shows it asks for itself again (static/js/toasts.js)."""
    return HttpResponse() if request.htmx else redirect(to)
