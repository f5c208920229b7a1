"""/healthz tells a load balancer whether to send visitors here."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_is_well_when_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok"}
    assert "no-store" in response.headers["Cache-Control"]
