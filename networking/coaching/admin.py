"""What coaches look at in /admin/: who shares a list with them, and the list as it was handed in last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from networking.coaching.access import submissions_read_by
from networking.coaching.models import Submission, Submitted
from networking.coaching.seeker_page import INS
from networking.cohorts import access
from networking.cohorts.access import Duty
from networking.cohorts.admin_site import LookOnly, Page, me
from networking.cohorts.looking import note_look
from networking.cohorts.models import Seeker
from networking.companies.models import Verdict

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline


def last_of(coach: Any, owner: str) -> QuerySet[Submission]:
    """The list that this coach reads now of whom `owner` names in the query around it."""
    return submissions_read_by(coach).filter(owner=OuterRef(owner)).order_by("-round")


class SubmittedLines(LookOnly, TabularInline):
    """The companies of that list. Copies: what the seeker changed since is not here yet."""

    model = Submitted
    fk_name = "owner"
    duty = frozenset({Duty.COACH})
    template = "admin/submitted.html"
    verbose_name_plural = "The list as it was handed in last"
    fields = readonly_fields = ("place", "link", "why", "answers")
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submitted]:
        last = last_of(me(request), "owner").values("pk")[:1]
        return Submitted.objects.filter(submission=Subquery(last)).order_by("position")

    @admin.display(description="website")
    def link(self, company: Submitted) -> str:
        if not company.website:
            return "–"
        return format_html('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>', company.website)

    @admin.display(description="in")
    def why(self, company: Submitted) -> str:
        said = [words for field, words in INS if getattr(company, field)]
        return ". ".join([*said, company.in_words] if company.in_words else said) or "–"

    @admin.display(description="criteria")
    def answers(self, company: Submitted) -> str:
        lines = [
            (each["text"], Verdict(each["value"]).label.lower(), f" ({each['note']})" if each["note"] else "")
            for each in company.criteria
        ]
        return format_html_join("", "<div>{}: {}{}</div>", lines) or "–"


class OfCohort(admin.SimpleListFilter):
    title = parameter_name = "cohort"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        mine = access.coached_by(me(request)).order_by("name", "pk")
        return [(str(pk), name) for pk, name in mine.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {pk for pk, _ in self.lookup_choices}
        return queryset.filter(cohort_pk=self.value()) if self.value() in known else queryset


class HandedIn(admin.SimpleListFilter):
    title, parameter_name = "list", "handed_in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "handed in"), ("no", "not yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        is_missing = {"yes": False, "no": True}.get(self.value() or "")
        return queryset if is_missing is None else queryset.filter(submission_pk__isnull=is_missing)


class SeekerPage(Page):
    duty = frozenset({Duty.COACH})
    list_display = ("name_or_email", "email", "cohort", "last_list", "review", "page")
    list_filter = (OfCohort, HandedIn)
    lookups = (OfCohort.parameter_name, HandedIn.parameter_name)
    search_fields = ("name", "email")
    fields = ("name_or_email", "email", "cohort", "joined", "last_list", "review", "page")
    ordering = ("email",)
    inlines = (SubmittedLines,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seeker]:
        last = last_of(me(request), "pk")
        return access.seekers_read_by(me(request)).annotate(
            submission_pk=last.values("pk")[:1], handed_in_at=last.values("submitted_at")[:1]
        )

    def render_change_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Each look at a list is written down, for the seeker to see."""
        seeker = kwargs["obj"]
        if seeker.submission_pk:
            place = access.read_by(me(request)).get(pk=seeker.place_pk)
            note_look(me(request), place, now=timezone.now())
        return super().render_change_form(request, *args, **kwargs)

    @admin.display(description="name", ordering="name")
    def name_or_email(self, seeker: Any) -> str:
        return str(seeker)

    @admin.display(ordering="cohort_name")
    def cohort(self, seeker: Any) -> Any:
        return seeker.cohort_name

    @admin.display(ordering="cohort_joined_at")
    def joined(self, seeker: Any) -> str:
        return spoken(seeker.cohort_joined_at)

    @admin.display(description="list handed in", ordering="handed_in_at")
    def last_list(self, seeker: Any) -> str:
        return spoken(seeker.handed_in_at) if seeker.handed_in_at else "not yet"

    def review(self, seeker: Any) -> str:
        if not seeker.submission_pk:
            return "–"
        url = reverse("coaching:review", args=[seeker.submission_pk])
        return format_html('<a href="{}">Review the list</a>', url)

    @admin.display(description="in Inroad")
    def page(self, seeker: Any) -> str:
        url = reverse("coaching:seeker", args=[seeker.place_pk])
        return format_html('<a href="{}">Their page</a>', url)


def spoken(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")
