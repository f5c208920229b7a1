"""The addresses of the whole site; those of the postings are in postings/urls.py."""

from django.contrib import admin
from django.urls import include, path

from jobsite.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("postings.urls")),
]
