"""The pages. Each asks one question and renders the answer; none writes."""

from __future__ import annotations

import zlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from postings.filters import ParameterFilterSet, PostingFilterSet
from postings.models import Posting, PostingVersion, SourceFile
from postings.presentation import job_posting
from postings.presentation.candidates import FitLine, fields_of, fit_line
from postings.presentation.comparison import compare
from postings.presentation.help import help_page
from postings.presentation.listing import LISTED, listing
from postings.presentation.neighbours import neighbours_of
from postings.presentation.record import record_of
from postings.presentation.similar import alike
from postings.presentation.suggesting import offers
from postings.presentation.table import heat_map
from postings.presentation.values import found_values, values_page
from postings.presentation.whereabouts import PREFETCHES
from postings.search import SearchQuery, tabulate
from postings.search import search as find
from postings.search.facets import FACET
from postings.search.query import Candidate, to_query_string


class PageRequest(HttpRequest):
    """A request as the middleware hands it on."""

    htmx: HtmxDetails


@require_safe
def search(request: PageRequest) -> HttpResponse:
    """The search page, or only its results where htmx asks for them.

    A form sends its empty fields too; an address with such fields is answered with the canonical one.
    """
    filters = PostingFilterSet(request.GET)
    query = filters.search_query()
    state = to_query_string(query)
    address = reverse("postings:search") + (f"?{state}" if state else "")
    swapped = bool(request.htmx) and not request.htmx.history_restore_request
    if not swapped and _has_blanks(request):
        return HttpResponseRedirect(address)
    context = {"page": listing(find(query, listed=LISTED)), "misread": _misread(filters)}
    response = render(request, "_results.html" if swapped else "search.html", context)
    if swapped:
        typing = request.htmx.trigger_name == "q"
        response["HX-Replace-Url" if typing else "HX-Push-Url"] = address
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What somebody who types may mean: the lines of a list, for the search box.

    `recent` are searches of before: the visitor's browser keeps them, and names those that begin so.
    """
    query = PostingFilterSet(request.GET).search_query()
    return render(request, "_suggestions.html", {"suggestions": offers(query, request.GET.getlist("recent"))})


@require_safe
def values(request: PageRequest, facet: str) -> HttpResponse:
    """All values of one facet in the search that the address carries; for htmx what `find` finds of them."""
    if facet not in FACET:
        raise Http404("There is no such facet.")
    query = PostingFilterSet(request.GET).search_query()
    find = request.GET.get("find", "")
    if request.htmx and not request.htmx.history_restore_request:
        found = found_values(facet, query, find) if find.strip() else None
        response = render(request, "_found_values.html", {"found": found})
    else:
        part = request.GET.get("part", "")
        number = int(part) if part.isdecimal() and len(part) < 9 else 1
        page = values_page(facet, query, find, request.GET.get("by", ""), number)
        response = render(request, "values.html", {"values": page})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


@require_safe
def table(request: PageRequest) -> HttpResponse:
    """Degree against experience in the results of a search: a page, or only its table for htmx."""
    found = heat_map(tabulate(PostingFilterSet(request.GET).search_query()))
    swapped = bool(request.htmx) and not request.htmx.history_restore_request
    response = render(request, "_table.html" if swapped else "table.html", {"map": found})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


@require_safe
def posting(request: PageRequest, pk: int, slug: str = "") -> HttpResponse:
    """One posting. The number finds it; another slug than its own is sent to the right address."""
    found = _visible(pk, "employer", "version")
    if slug != found.slug:
        query_string = request.META.get("QUERY_STRING", "")
        return redirect(found.get_absolute_url() + (f"?{query_string}" if query_string else ""))
    query = _query_that_led_here(request)
    context = {
        "record": record_of(found),
        "neighbours": neighbours_of(pk, query) if query else None,
        "fit": _fit(found, query.candidate) if query else None,
        "similar": alike(found),
    }
    return render(request, "posting.html", context)


@require_safe
def json_ld(request: HttpRequest, pk: int) -> HttpResponse:
    """The posting for programs that know schema.org."""
    found = _visible(pk, "employer", "version")
    requirements = list(found.requirements.select_related("term").order_by("start", "pk"))
    written = job_posting.json_ld(found, requirements, request.build_absolute_uri(found.get_absolute_url()))
    return HttpResponse(written, content_type="application/ld+json")


@require_safe
def source(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The text of a file as it was loaded, as plain text: a browser must never run what a stranger wrote."""
    found = get_object_or_404(SourceFile, pk=file, posting=pk, posting__hidden=False)
    text = zlib.decompress(found.raw).decode(found.encoding, errors="replace")
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An older text of a posting, compared line by line with the one that is shown."""
    found = _visible(pk, "version")
    older = get_object_or_404(PostingVersion, posting=found, number=number)
    if found.version is None or older == found.version:
        raise Http404("This text is the one that is shown.")
    lines = list(compare(older.text, found.version.text))
    return render(request, "version.html", {"posting": found, "older": older, "lines": lines})


@require_safe
def help_text(request: HttpRequest) -> HttpResponse:
    """How to search, and what the words on the pages mean."""
    return render(request, "help.html", {"help": help_page()})


def _visible(pk: int, *related: str) -> Posting:
    postings = Posting.objects.filter(hidden=False).select_related(*related).prefetch_related(*PREFETCHES)
    return get_object_or_404(postings, pk=pk)


def _fit(posting: Posting, candidate: Candidate | None) -> FitLine | None:
    return fit_line(posting, candidate, fields_of([posting.pk], candidate).get(posting.pk, ()))


def _query_that_led_here(request: HttpRequest) -> SearchQuery | None:
    """The search that the address carries along, if it does."""
    return PostingFilterSet(request.GET).search_query() if request.GET else None


def _misread(filters: ParameterFilterSet) -> list[tuple[str, str]]:
    """What could not be read in the address, as (label, sentence): the search went on without it."""
    return [
        (str(filters.form.fields[name].label), str(sentence))
        for name, sentences in filters.errors.items()
        for sentence in sentences
    ]


def _has_blanks(request: HttpRequest) -> bool:
    return any(value == "" for _, values in request.GET.lists() for value in values)
