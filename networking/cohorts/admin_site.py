"""The door of /admin/: whoever looks after a school enters; for everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from networking.accounts.models import User
from networking.cohorts.access import Duty, duties_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


def duties(request: HttpRequest) -> frozenset[Duty]:
    """Asked once a request, and anew at the next."""
    if not request.user.is_authenticated:
        return frozenset()
    if not hasattr(request, "duties"):
        request.duties = duties_of(request.user)  # type: ignore[attr-defined]
    return cast("frozenset[Duty]", request.duties)  # type: ignore[attr-defined]


class Site(admin.AdminSite):
    """Django's own pages for lists, and no others: no second sign-in, no password, no deleting."""

    site_title = site_header = "Inroad"
    index_title = "What you look after"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(duties(request))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise Http404("Looks after nothing.")
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied as denied:
                raise Http404("Somebody else's.") from denied

        return closed

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one sign-in page, and it counts the tries (STACK 3)."""
        if not request.user.is_authenticated:
            door = secure_admin_login(super().login)  # type: ignore[no-untyped-call]
            return cast(HttpResponse, door(request))
        if not self.has_permission(request):
            raise Http404("Looks after nothing.")
        return redirect("admin:index")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        labels = "|".join(sorted({model._meta.app_label for model in self._registry}))
        pages: list[URLPattern | URLResolver] = [
            path("", self.admin_view(require_safe(self.index)), name="index"),
            path("login/", self.login, name="login"),
            path("jsi18n/", self.admin_view(require_safe(self.i18n_javascript)), name="jsi18n"),
            re_path(
                rf"^(?P<app_label>{labels})/$", self.admin_view(require_safe(self.app_index)), name="app_list"
            ),
        ]
        for model, page in self._registry.items():
            meta = model._meta
            pages.append(path(f"{meta.app_label}/{meta.model_name}/", include(page.urls)))
        return pages


def me(request: HttpRequest) -> User:
    """Whoever got past the door."""
    return cast(User, request.user)


class LookOnly:
    """For those of one duty, to look at and not to edit. Django's own table of permissions is not asked."""

    duty: ClassVar[frozenset[Duty]]

    def is_theirs(self, request: HttpRequest) -> bool:
        return bool(self.duty & duties(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_theirs(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_theirs(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Page(LookOnly, ModelAdmin):
    """A table that can be looked at. What changes it is an act, and each subclass says which."""

    lookups: ClassVar[tuple[str, ...]] = ()  # what may stand behind the “?” of its list
    can_add: ClassVar[bool] = False
    actions: Sequence[Any] = ()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self) -> list[URLPattern]:
        meta = self.opts
        name, wrap = f"{meta.app_label}_{meta.model_name}", self.admin_site.admin_view
        add = [path("add/", wrap(self.add_view), name=f"{name}_add")] if self.can_add else []
        return [
            path("", wrap(self.changelist_view), name=f"{name}_changelist"),
            *add,
            path("<path:object_id>/change/", wrap(require_safe(self.change_view)), name=f"{name}_change"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": capfirst(self.opts.verbose_name_plural)})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.can_add and self.is_theirs(request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        found: Model | None = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404("Somebody else's, or nobody's.")
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Else “?password__startswith=” would be answered (SECURITY T09)."""
        return lookup in self.lookups

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return False

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any
    ) -> HttpResponse | None:
        """All that was chosen is theirs, or nothing is done."""
        chosen = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if not all(pk.isdecimal() and len(pk) < 19 for pk in chosen):
            raise Http404("No key of ours.")
        if self.get_queryset(request).filter(pk__in=chosen).count() != len(chosen):
            raise Http404("Somebody else's among them.")
        return super().response_action(request, queryset, *args)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors") and isinstance(response, TemplateResponse):
            response.status_code = 422
        return response

    # Django's own log would tell less than ours does, and twice.
    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        return None
