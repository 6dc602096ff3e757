"""Where one takes one's data out."""

from django.urls import URLPattern, path

from networking.exchange import export_views, work_search_views

urlpatterns: list[URLPattern] = [
    path("export/", export_views.export, name="export"),
    path("export/everything.zip", export_views.everything, name="everything"),
    path("export/contacts.vcf", export_views.cards, name="cards"),
    path("export/chats.ics", export_views.agenda, name="agenda"),
    path("export/work-search/", work_search_views.work_search, name="work_search"),
    path("export/work-search/log.csv", work_search_views.work_search_list, name="work_search_list"),
    path("export/<slug:name>.csv", export_views.csv_list, name="list"),
    path("people/<int:pk>.vcf", export_views.card, name="card"),
]
