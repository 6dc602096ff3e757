from django.urls import URLPattern, include, path

from networking.exchange import proposal_views, sample_views, views

app_name = "exchange"
taking_in: list[URLPattern] = [
    path("", views.import_page, name="import"),
    path("sample/", sample_views.start_sample, name="start_sample"),
    path("sample/remove/", sample_views.remove_sample, name="remove_sample"),
    path("proposals/", proposal_views.proposals, name="proposals"),
    path("proposals/accept/", proposal_views.accept_proposals, name="accept_proposals"),
    path("proposals/reject/", proposal_views.reject_proposals, name="reject_proposals"),
    path("proposals/<int:pk>/accept/", proposal_views.accept_proposal, name="accept_proposal"),
    path("proposals/<int:pk>/reject/", proposal_views.reject_proposal, name="reject_proposal"),
    path("proposals/<uuid:token>/undo/", proposal_views.undo_proposals, name="undo_proposals"),
    path("<uuid:token>/", views.upload, name="upload"),
    path("<uuid:token>/read/", views.read, name="read"),
    path("<uuid:token>/commit/", views.commit, name="commit"),
    path("<uuid:token>/cancel/", views.cancel, name="cancel"),
    path("<uuid:token>/undo/", views.undo, name="undo"),
    path("<uuid:token>/left-out.csv", views.left_out, name="left_out"),
]

urlpatterns = [path("import/", include(taking_in)), path("", include("networking.exchange.export_urls"))]
