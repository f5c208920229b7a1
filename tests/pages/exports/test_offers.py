"""Page, help and schema lead to the files, and say when the index is behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from postings.exports import EXPORTS
from postings.models import Posting
from tests.pages.conftest import Visit
from tests.pages.exports.conftest import NAMES, Exported


@pytest.mark.usefixtures("some")
def test_the_results_lead_to_their_files(visit: Visit, exported_as: Exported) -> None:
    page = visit("/?q=sell&sort=title&team=sales&team=stores")
    links = page.select(".downloads a")
    assert [link.get_text() for link in links] == ["CSV", "JSON Lines"]
    assert links[0]["href"] == "/export/csv/?team=sales&team=stores&q=sell"
    assert not any(attribute.startswith("hx-") for link in links for attribute in link.attrs)
    found = exported_as("csv", str(links[0]["href"]).removeprefix("/export/csv/"))
    assert len(found) == len(page.select(".card")) == 2
    assert not visit("/?team=gone").select(".downloads")


def test_the_schema_and_the_help_name_every_format(client: Client, visit: Visit, db: None) -> None:
    operation = client.get("/api/schema/?format=json").json()["paths"]["/export/{name}/"]["get"]
    name = next(one for one in operation["parameters"] if one["name"] == "name")
    assert name["schema"]["enum"] == NAMES
    answered = {export.content_type.partition(";")[0] for export in EXPORTS}
    assert set(operation["responses"]["200"]["content"]) == answered
    terms = {term.get_text() for term in visit("/help/").select("dt")}
    assert {f"/export/{name}/" for name in NAMES} <= terms


BEHIND = "(without the changes that are being read in)"


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_how_far_the_index_is_behind(
    client: Client, in_step: Callable[[], None], name: str
) -> None:
    def behind() -> int:
        answer = client.get(f"/export/{name}/")
        assert answer.getvalue()
        return int(answer["Postings-Behind"])

    in_step()
    assert behind() == 0
    Posting.objects.filter(title="Seller").update(title="Buyer")
    assert behind() > 0
    in_step()
    assert behind() == 0


@pytest.mark.usefixtures("some")
def test_the_page_says_beside_the_links_that_the_index_is_behind(
    client: Client, in_step: Callable[[], None]
) -> None:
    in_step()
    assert BEHIND not in client.get("/").content.decode()
    Posting.objects.filter(title="Seller").update(title="Buyer")
    page = BeautifulSoup(client.get("/").content, "lxml")
    (downloads,) = page.select(".downloads")
    assert downloads.get_text(" ", strip=True).endswith(BEHIND)


def test_schema_and_help_tell_of_the_header(client: Client, visit: Visit, db: None) -> None:
    operation = client.get("/api/schema/?format=json").json()["paths"]["/export/{name}/"]["get"]
    assert "Postings-Behind" not in {one["name"] for one in operation["parameters"]}, "nobody sends it"
    header = operation["responses"]["200"]["headers"]["Postings-Behind"]
    assert header["schema"] == {"type": "integer"}
    assert "1,000" in header["description"]
    assert any("Postings-Behind" in term.get_text() for term in visit("/help/").select("dt"))
