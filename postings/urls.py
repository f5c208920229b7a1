"""The addresses of the pages and of the API."""

from django.urls import URLPattern, URLResolver, path

from postings import views

app_name = "postings"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.search, name="search"),
    path("help/", views.help_text, name="help"),
    path("postings/<int:pk>/", views.posting),
    path("postings/<int:pk>/<str:slug>/", views.posting, name="posting"),
    path("postings/<int:pk>/files/<int:file>/", views.source, name="source"),
    path("postings/<int:pk>/texts/<int:number>/", views.version, name="version"),
]
