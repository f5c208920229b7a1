"""Every answer carries the headers that keep a browser safe; addresses are believed only from our proxy."""

import gzip
from collections.abc import Callable

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from jobsite.headers import client_address


@pytest.mark.django_db
def test_every_page_forbids_inline_scripts_and_foreign_frames(client: Client) -> None:
    headers = client.get("/admin/login/").headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_pages_are_compressed_and_their_length_gives_nothing_away(client: Client) -> None:
    plain = client.get("/help/")
    packed = [client.get("/help/", headers={"Accept-Encoding": "gzip"}) for _ in range(20)]

    assert "Content-Encoding" not in plain.headers
    assert {answer["Content-Encoding"] for answer in packed} == {"gzip"}
    assert {gzip.decompress(answer.content) for answer in packed} == {plain.content}
    assert len({len(answer.content) for answer in packed}) > 1
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"), [("/help/", 200), ("/no/such/page/", 404), ("/static/postings/app.js", 200)]
)
def test_head_has_the_headers_of_get_and_no_body(path: str, status: int) -> None:
    got, head = answered("GET", path), answered("HEAD", path)
    assert head[0] == got[0]
    assert head[0].startswith(str(status))
    assert head[1]["Content-Length"] == got[1]["Content-Length"] == str(len(got[2]))
    assert head[2] == b""


def answered(method: str, path: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body as a server gets them: the test client drops the body of a HEAD by itself."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        told.append((status, headers))
        return bytes

    response = WSGIHandler()(RequestFactory().generic(method, path).environ, start)
    body = b"".join(response)
    response.close()
    ((status, headers),) = told
    return status, dict(headers), body


@pytest.mark.parametrize(
    ("behind_proxy", "expected"),
    [(False, "192.0.2.7"), (True, "198.51.100.3")],
)
def test_only_what_our_proxy_appended_is_the_client_address(
    settings: Settings, rf: RequestFactory, behind_proxy: bool, expected: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.3"})

    assert client_address(request) == expected


@pytest.mark.django_db
def test_password_guessing_is_stopped(client: Client) -> None:
    guess = {"username": "anna", "password": "not this one"}

    answers = [client.post("/admin/login/", guess).status_code for _ in range(9)]

    assert answers[0] == 200
    assert answers[-1] == 429
