"""The addresses of the whole site; those of the postings are in postings/urls.py."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import include, path

from jobsite.health import healthz


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """The icon where browsers look for it on pages that name none, such as the admin's."""
    return HttpResponseRedirect(static("postings/favicon.svg"))


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("admin/", admin.site.urls),
    path("", include("postings.urls")),
]
