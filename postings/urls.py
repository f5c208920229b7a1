"""The addresses of the pages and of the API."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView

from postings import views
from postings.api import exported
from postings.api import views as api

app_name = "postings"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.search, name="search"),
    path("values/<str:facet>/", views.values, name="values"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("table/", views.table, name="table"),
    path("help/", views.help_text, name="help"),
    path("postings/<int:pk>/", views.posting),
    path("postings/<int:pk>.jsonld", views.json_ld, name="json-ld"),
    path("postings/<int:pk>/<str:slug>/", views.posting, name="posting"),
    path("postings/<int:pk>/files/<int:file>/", views.source, name="source"),
    path("postings/<int:pk>/texts/<int:number>/", views.version, name="version"),
    path("export/<str:name>/", exported.ExportedPostings.as_view(), name="export"),
    path("api/postings/", api.PostingList.as_view(), name="api-postings"),
    path("api/postings/<int:id>/", api.PostingDetail.as_view(), name="api-posting"),
    path("api/postings/<int:id>/similar/", api.SimilarPostings.as_view(), name="api-similar"),
    path("api/suggestions/", api.Suggestions.as_view(), name="api-suggestions"),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/docs/", api.Docs.as_view(), name="api-docs"),
]
