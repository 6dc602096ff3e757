"""What can be looked at in /admin/, by whom, and which acts can be done from there (DESIGN §3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from networking.accounts.models import User
from networking.cohorts import access, inviting, joining
from networking.cohorts.access import Duty
from networking.cohorts.admin_site import Page, me
from networking.cohorts.audit import record_exports
from networking.cohorts.forms import LetterForm
from networking.cohorts.models import Cohort, Invitation, Membership, Organization, Role
from networking.web.csv import csv_response


def exported(request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Any]) -> HttpResponse:
    """The file; the audit log of each school in it says that somebody took it away."""
    lines = list(rows)
    record_exports({organization for organization, _ in lines}, actor=me(request), at=timezone.now())
    return csv_response(f"{name}.csv", header, [cells for _, cells in lines])


class OrganizationPage(Page):
    duty = frozenset({Duty.ADMIN, Duty.SUPERUSER})
    list_display = ("name", "created_at")
    search_fields = ("name",)
    fields = ("name", "created_at")
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        return access.organizations_kept_by(me(request))


class CohortPage(Page):
    duty = frozenset({Duty.ADMIN})
    list_display = ("name", "organization", "seekers", "coaches", "archived_at")
    list_filter = (("organization", admin.RelatedOnlyFieldListFilter),)
    lookups = ("organization__id__exact",)
    list_select_related = ("organization",)
    search_fields = ("name",)
    fields = ("name", "organization", "seekers", "coaches", "created_at", "archived_at", "page")
    ordering = ("organization__name", "name")
    actions = ("archive", "reopen", "export")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cohort]:
        def active(role: Role) -> Count:
            return Count("memberships", filter=Q(memberships__role=role, memberships__ended_at=None))

        mine = access.cohorts_run_by(me(request)).select_related("organization")
        return mine.annotate(count_seekers=active(Role.SEEKER), count_coaches=active(Role.COACH))

    @admin.display(ordering="count_seekers")
    def seekers(self, cohort: Cohort) -> int:
        return cohort.count_seekers  # type: ignore[attr-defined, no-any-return]

    @admin.display(ordering="count_coaches")
    def coaches(self, cohort: Cohort) -> int:
        return cohort.count_coaches  # type: ignore[attr-defined, no-any-return]

    def page(self, cohort: Cohort) -> str:
        url = reverse("cohorts:cohort", args=[cohort.pk])
        return format_html('<a href="{}">Members, codes and its name</a>', url)

    @admin.action(description="Archive: coaches read nothing any more, seekers keep everything")
    def archive(self, request: HttpRequest, cohorts: QuerySet[Cohort]) -> None:
        for cohort in cohorts:
            joining.archive(cohort, by=me(request), now=timezone.now())
        self.message_user(request, "Archived. Its coaches read nothing any more; “Reopen” takes it back.")

    @admin.action(description="Reopen")
    def reopen(self, request: HttpRequest, cohorts: QuerySet[Cohort]) -> None:
        for cohort in cohorts:
            joining.reopen(cohort, by=me(request), now=timezone.now())
        self.message_user(request, "Open again.")

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, cohorts: QuerySet[Cohort]) -> HttpResponse:
        rows = [
            (
                cohort.organization,
                (
                    cohort.name,
                    str(cohort.organization),
                    self.seekers(cohort),
                    self.coaches(cohort),
                    day(cohort.archived_at),
                ),
            )
            for cohort in cohorts
        ]
        return exported(
            request, "cohorts", ("Cohort", "Organization", "Seekers", "Coaches", "Archived"), rows
        )


class MembershipPage(Page):
    duty = frozenset({Duty.ADMIN})
    list_display = ("person", "email", "role", "cohort", "joined_at")
    list_filter = ("role", ("cohort", admin.RelatedOnlyFieldListFilter))
    lookups = ("role__exact", "cohort__id__exact", "cohort__isnull")
    list_select_related = ("user", "cohort", "organization")
    search_fields = ("user__name", "user__email")
    fields = ("person", "email", "role", "cohort", "organization", "joined_at")
    ordering = ("user__email", "pk")
    actions = ("export",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return access.members_run_by(me(request)).select_related("user", "cohort", "organization")

    @admin.display(description="name", ordering="user__name")
    def person(self, membership: Membership) -> str:
        return str(membership.user)

    @admin.display(description="e-mail", ordering="user__email")
    def email(self, membership: Membership) -> str:
        return membership.user.email

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, members: QuerySet[Membership]) -> HttpResponse:
        rows = [
            (
                member.organization,
                (
                    member.user.name,
                    member.user.email,
                    member.get_role_display(),
                    str(member.cohort or ""),
                    str(member.organization),
                    day(member.joined_at),
                ),
            )
            for member in members
        ]
        header = ("Name", "E-mail", "Role", "Cohort", "Organization", "Joined")
        return exported(request, "members", header, rows)


class InvitationPage(Page):
    duty = frozenset({Duty.ADMIN})
    can_add = True
    form = LetterForm
    list_display = ("email", "role", "cohort", "status", "invited_by", "created_at")
    list_filter = ("role", ("cohort", admin.RelatedOnlyFieldListFilter))
    lookups = ("role__exact", "cohort__id__exact", "cohort__isnull")
    list_select_related = ("cohort", "organization", "invited_by")
    search_fields = ("email",)
    ordering = ("-created_at", "-pk")
    actions = ("revoke", "export")
    shown = (
        "email",
        "role",
        "cohort",
        "organization",
        "status",
        "invited_by",
        "created_at",
        "expires_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        mine = access.invitations_run_by(me(request))
        return mine.select_related("cohort", "organization", "invited_by")

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> tuple[str, ...]:
        return self.shown if obj else LetterForm.Meta.fields

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Its choices are the inviter's own."""
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (form,), {"by": me(request)})

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        words = {"title": "Invite somebody", "save_words": "Send the invitation"}
        try:
            return super().add_view(request, extra_context=words)
        except inviting.AlreadyHereError as why:  # its twin came first
            self.message_user(request, str(why), messages.WARNING)
            return redirect("admin:cohorts_invitation_changelist")

    def save_model(self, request: HttpRequest, obj: Invitation, form: ModelForm[Any], change: bool) -> None:
        made = inviting.invite(
            obj.organization,
            obj.email,
            Role(obj.role),
            by=me(request),
            now=timezone.now(),
            cohort=obj.cohort,
        )
        obj.pk = made.pk

    def response_add(self, request: HttpRequest, obj: Invitation, *args: Any) -> HttpResponse:
        self.message_user(
            request,
            f"The invitation to {obj.email} is on its way. It holds for seven days.",
            messages.SUCCESS,
        )
        return redirect("admin:cohorts_invitation_changelist")

    def status(self, letter: Invitation) -> str:
        return inviting.status_of(letter, now=timezone.now())

    @admin.action(description="Take back")
    def revoke(self, request: HttpRequest, letters: QuerySet[Invitation]) -> None:
        count = sum(inviting.revoke(letter, by=me(request), now=timezone.now()) for letter in letters)
        self.message_user(request, f"Taken back: {count}. What was used or closed already stays as it is.")

    @admin.action(description="Export as CSV")
    def export(self, request: HttpRequest, letters: QuerySet[Invitation]) -> HttpResponse:
        rows = [
            (
                letter.organization,
                (
                    letter.email,
                    letter.get_role_display(),
                    str(letter.cohort or ""),
                    str(letter.organization),
                    self.status(letter),
                    day(letter.created_at),
                ),
            )
            for letter in letters
        ]
        header = ("E-mail", "Role", "Cohort", "Organization", "Status", "Invited")
        return exported(request, "invitations", header, rows)


class UserPage(Page):
    """For superusers: which accounts there are, and whether they may sign in. Nothing of what is in them."""

    duty = frozenset({Duty.SUPERUSER})
    list_display = ("email", "name", "is_active", "is_superuser", "date_joined")
    list_filter = ("is_active",)
    lookups = ("is_active__exact",)
    search_fields = ("name", "email")
    fields = ("email", "name", "is_active", "is_superuser", "date_joined")
    ordering = ("email",)
    actions = ("deactivate", "activate")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return access.accounts_kept_by(me(request))

    @admin.action(description="Deactivate: cannot sign in; everything entered stays")
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        count = User.objects.set_active(users.exclude(pk=me(request).pk), False)
        self.message_user(request, f"Deactivated: {count}. Your own account always stays active.")

    @admin.action(description="Activate")
    def activate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        count = User.objects.set_active(users, True)
        self.message_user(request, f"Activated: {count}.")


def day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
