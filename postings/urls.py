"""The addresses of the pages and of the API."""

from django.urls import URLPattern, URLResolver

app_name = "postings"

urlpatterns: list[URLPattern | URLResolver] = []
