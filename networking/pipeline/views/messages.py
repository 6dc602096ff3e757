"""Templates: the starters and one's own, writing and changing them, trying them on an example."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.conversations import template_acts
from networking.conversations.channels import characters
from networking.conversations.models import Purpose, Template
from networking.conversations.offers import FROM_US, Offer, of_key, own_offer
from networking.conversations.template_form import TemplateForm
from networking.pipeline.messages import length_of, load_sections, preview, words_to_use
from networking.web.htmx import fragment_or_redirect, say
from networking.web.keys import row_key
from networking.web.seen import in_turn

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def messages(request: Request) -> HttpResponse:
    return render(request, "pipeline/messages.html", page_of(request))


def page_of(request: Request) -> dict[str, Any]:
    sections = load_sections(request.user)
    has_own = any(card.offer.is_own for section in sections for card in section.cards)
    return {"active": "messages", "sections": sections, "has_own": has_own}


@FORM
def add_template(request: Request) -> HttpResponse:
    """An empty one, or one that begins as a copy of what `from` names."""
    begun = begun_from(request)
    copied = begun.key if begun and not begun.is_own else ""
    template = Template(owner=request.user, copied_from=copied)
    return write(request, template, initial_of(request, begun))


def begun_from(request: Request) -> Offer | None:
    key = request.GET.get("from", "")
    if not key:
        return None
    found = of_key(FROM_US, key) or my_offer(request, key)
    if found is None:
        raise Http404
    return found


def my_offer(request: Request, key: str) -> Offer | None:
    kind, _, pk = key.partition(":")
    if kind != "own":
        return None
    template = Template.objects.owned_by(request.user).filter(pk=row_key(pk)).first()
    return own_offer(template) if template else None


def initial_of(request: Request, begun: Offer | None) -> dict[str, str]:
    if begun is None:
        purpose = request.GET.get("purpose", "")
        return {"purpose": purpose if purpose in Purpose.values else Purpose.OUTREACH}
    words = {name: getattr(begun, name) for name in TemplateForm.Meta.fields}
    return words | {"name": template_acts.free_name(request.user, begun.name)}


@FORM
def edit_template(request: Request, pk: int) -> HttpResponse:
    with in_turn(request, Template.objects.owned_by(request.user)) as mine:
        return write(request, get_object_or_404(mine, pk=pk), {})


def my_template(request: Request, pk: int) -> Template:
    return get_object_or_404(Template.objects.owned_by(request.user), pk=pk)


def write(request: Request, template: Template, initial: dict[str, str]) -> HttpResponse:
    """The form, its preview, or the words kept."""
    is_sent = request.method == "POST"
    name = template.name
    form = TemplateForm(request.POST if is_sent else None, instance=template, initial=initial)
    if not is_sent:
        return show(request, form, name)
    is_fine = form.is_valid()
    if "preview" in request.POST:
        return show_preview(request, form, name)
    if not is_fine or not (form.there or form.keep(now=timezone.now())):
        return show(request, form, name, 422)
    return kept(request, form.there or form.instance, is_new=not name)


def show(request: Request, form: TemplateForm, name: str, status: int = 200) -> HttpResponse:
    return render(request, "pipeline/write_template.html", form_page(request, form, name), status=status)


def show_preview(request: Request, form: TemplateForm, name: str) -> HttpResponse:
    """htmx gets the preview alone; a plain browser the whole page, nothing kept yet."""
    fragment = "pipeline/_template_preview.html"
    page = fragment if request.htmx else "pipeline/write_template.html"
    return render(request, page, form_page(request, form, name))


def form_page(request: Request, form: TemplateForm, name: str) -> dict[str, Any]:
    words = {field: form[field].value() or "" for field in ("purpose", "channel", "subject", "body")}
    return {
        "active": "messages",
        "form": form,
        "name": name,
        "begun": begun_from(request) if not name else None,
        "preview": preview(**words, user=request.user),
        "placeholders": words_to_use(request.user),
    }


def kept(request: Request, template: Template, *, is_new: bool) -> HttpResponse:
    undo = reverse("pipeline:remove_template", args=[template.pk]) if is_new else ""
    say(request, f"“{template.name}” is kept.{advice_on_length(request, template)}", undo=undo)
    return redirect(f"{reverse('pipeline:messages')}#own-{template.pk}")


def advice_on_length(request: Request, template: Template) -> str:
    """Said where a note is longer than LinkedIn lets through; it is kept all the same."""
    limit, length = characters(request.user, template.channel), length_of(template.body, request.user)
    if limit is None or length <= limit:
        return ""
    return f" With an example person it has {length} characters, and LinkedIn lets {limit} through."


@require_POST
def remove_template(request: Request, pk: int) -> HttpResponse:
    template = my_template(request, pk)
    template_acts.remove(template, now=timezone.now())
    say(request, f"“{template.name}” is removed.", undo=reverse("pipeline:restore_template", args=[pk]))
    return fragment_or_redirect(
        request, "pipeline/_messages.html", page_of(request), to=reverse("pipeline:messages")
    )


@require_POST
def restore_template(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(Template.objects.removed_by(request.user), pk=pk)
    template_acts.restore(template)
    say(request, f"“{template.name}” is back.")
    return redirect(f"{reverse('pipeline:messages')}#own-{pk}")
