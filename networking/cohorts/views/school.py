"""For those who run a school or coach a cohort: cohorts, members, invitations, codes."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.cohorts import access, inviting, joining
from networking.cohorts.audit import record
from networking.cohorts.forms import CodeForm, CohortForm, InviteForm
from networking.cohorts.models import Act, Cohort, Organization, Role
from networking.cohorts.pages import load_cohort, load_home, load_organization
from networking.web.htmx import say


def my_organization(request: Request, pk: int) -> Organization:
    return get_object_or_404(access.administered_by(request.user), pk=pk)


def my_cohort(request: Request, pk: int) -> Cohort:
    """One whose page I may open."""
    cohorts = access.visible_cohorts(request.user).select_related("organization")
    return get_object_or_404(cohorts, pk=pk)


def run_cohort(request: Request, pk: int) -> Cohort:
    """One of a school that I run."""
    cohorts = Cohort.objects.filter(organization__in=access.administered_by(request.user))
    return get_object_or_404(cohorts.select_related("organization"), pk=pk)


def roles_to_give(request: Request, cohort: Cohort) -> tuple[Role, ...]:
    """A coach invites seekers; who runs the school invites coaches too."""
    is_admin = cohort.organization in access.administered_by(request.user)
    return (Role.SEEKER, Role.COACH) if is_admin else (Role.SEEKER,)


@require_GET
def home(request: Request) -> HttpResponse:
    context = load_home(request.user)
    if context is None:
        raise Http404("No school and no cohort.")
    return render(request, "cohorts/home.html", context)


@require_GET
def organization(request: Request, pk: int) -> HttpResponse:
    return show_organization(request, my_organization(request, pk))


def show_organization(request: Request, school: Organization, **forms: Any) -> HttpResponse:
    context = load_organization(school) | {
        "cohort_form": CohortForm(organization=school),
        "admin_form": InviteForm(roles=(Role.ADMIN,), auto_id="admin_%s"),
    }
    return render(request, "cohorts/organization.html", context | forms, status=422 if forms else 200)


@require_POST
def add_cohort(request: Request, pk: int) -> HttpResponse:
    school, now = my_organization(request, pk), timezone.now()
    form = CohortForm(request.POST, organization=school)
    if not form.is_valid():
        return show_organization(request, school, cohort_form=form)
    try:
        with transaction.atomic():
            made = Cohort.objects.create(organization=school, name=form.cleaned_data["name"], created_at=now)
            record(Act.MADE_COHORT, at=now, organization=school, cohort=made, actor=request.user)
    except IntegrityError:  # its twin came first
        return redirect("cohorts:organization", pk)
    say(request, f"{made.name} is there. Invite its coaches and seekers.")
    return redirect("cohorts:cohort", made.pk)


@require_POST
def invite_admin(request: Request, pk: int) -> HttpResponse:
    school = my_organization(request, pk)
    form = InviteForm(request.POST, roles=(Role.ADMIN,), auto_id="admin_%s")
    if not form.is_valid() or not send(request, form, school, None):
        return show_organization(request, school, admin_form=form)
    return redirect("cohorts:organization", pk)


@require_GET
def cohort(request: Request, pk: int) -> HttpResponse:
    return show_cohort(request, my_cohort(request, pk))


def show_cohort(request: Request, shown: Cohort, *, code: str = "", **forms: Any) -> HttpResponse:
    context = load_cohort(request.user, shown, now=timezone.now()) | {
        "invite_form": InviteForm(roles=roles_to_give(request, shown)),
        "code_form": CodeForm(auto_id="code_%s"),
        "name_form": CohortForm(
            organization=shown.organization, cohort=shown, initial={"name": shown.name}, auto_id="name_%s"
        ),
        "code": code,
    }
    return render(request, "cohorts/cohort.html", context | forms, status=422 if forms else 200)


@require_POST
def rename_cohort(request: Request, pk: int) -> HttpResponse:
    shown = run_cohort(request, pk)
    form = CohortForm(request.POST, organization=shown.organization, cohort=shown, auto_id="name_%s")
    if not form.is_valid():
        return show_cohort(request, shown, name_form=form)
    Cohort.objects.filter(pk=pk).update(name=form.cleaned_data["name"])
    say(request, f"It is called {form.cleaned_data['name']} now.")
    return redirect("cohorts:cohort", pk)


@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    there = my_cohort(request, pk)
    form = InviteForm(request.POST, roles=roles_to_give(request, there))
    if there.is_archived or not form.is_valid() or not send(request, form, there.organization, there):
        return show_cohort(request, there, invite_form=form)
    return redirect("cohorts:cohort", pk)


def send(request: Request, form: InviteForm, school: Organization, there: Cohort | None) -> bool:
    """Sends the letter; the form says why not."""
    email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    try:
        inviting.invite(school, email, role, by=request.user, now=timezone.now(), cohort=there)
    except inviting.AlreadyHereError as why:
        form.add_error("email", str(why))
        return False
    say(request, f"The invitation to {email} is on its way. It holds for seven days.")
    return True


@require_POST
def revoke_invitation(request: Request, pk: int) -> HttpResponse:
    mine = access.invitations_of(request.user).select_related("organization", "cohort")
    letter = get_object_or_404(mine, pk=pk)
    if inviting.revoke(letter, by=request.user, now=timezone.now()):
        say(request, f"The invitation to {letter.email} opens nothing any more.")
    else:
        say(request, f"{letter.email} was quicker: the invitation is used or closed already.")
    if letter.cohort_id:
        return redirect("cohorts:cohort", letter.cohort_id)
    return redirect("cohorts:organization", letter.organization_id)


@require_POST
def make_code(request: Request, pk: int) -> HttpResponse:
    """The code is in this answer and nowhere else."""
    there = run_cohort(request, pk)
    form = CodeForm(request.POST, auto_id="code_%s")
    if there.is_archived or not form.is_valid():
        return show_cohort(request, there, code_form=form)
    _, code = inviting.make_code(there, **form.cleaned_data, by=request.user, now=timezone.now())
    return show_cohort(request, there, code=code)


@require_POST
def end_code(request: Request, pk: int) -> HttpResponse:
    mine = access.codes_of(request.user).select_related("cohort__organization")
    code = get_object_or_404(mine, pk=pk)
    inviting.end_code(code, by=request.user, now=timezone.now())
    say(request, "That code opens nothing any more.")
    return redirect("cohorts:cohort", code.cohort_id)


@require_POST
def archive_cohort(request: Request, pk: int) -> HttpResponse:
    there = run_cohort(request, pk)
    joining.archive(there, by=request.user, now=timezone.now())
    say(request, f"{there.name} is archived. Its coaches read nothing any more; its seekers keep everything.")
    return redirect("cohorts:cohort", pk)


@require_POST
def reopen_cohort(request: Request, pk: int) -> HttpResponse:
    there = run_cohort(request, pk)
    joining.reopen(there, by=request.user, now=timezone.now())
    say(request, f"{there.name} is open again.")
    return redirect("cohorts:cohort", pk)


@require_POST
def remove_member(request: Request, pk: int) -> HttpResponse:
    """Members are an admin's to remove; a coach reads the roster alone."""
    mine = access.visible_members(request.user).active()
    mine = mine.filter(organization__in=access.administered_by(request.user))
    member = get_object_or_404(mine.select_related("organization", "cohort", "user"), pk=pk)
    try:
        joining.remove_member(member, by=request.user, now=timezone.now())
        say(request, f"{member.user} is out. What they entered stays theirs.")
    except joining.LastAdminError:
        say(request, "This is the last admin. Invite another one first.")
    if member.cohort_id:
        return redirect("cohorts:cohort", member.cohort_id)
    return redirect("cohorts:home")
