"""A few postings to click on."""

from __future__ import annotations

from postings.models import Posting
from postings.search import drainer
from tests import build

ASKS = "Five years in sales required"
PREFERS = "A Master's degree is a plus"
LONG = "Principal Hardware Validation Engineer for Very Large Scale Datacenter Interconnect Facilities"


def some_postings() -> Posting:
    """Fourteen postings of as many teams; returned is the one with everything."""
    for number in range(12):
        build.posting(f"Clerk {number:02}", "We count.", team=[f"Team {number:02}"], degree="bachelor")
    build.posting(f"{LONG} {'Überlandleitungsbauarbeiten' * 3}", "We build.", location=["germany/-/munich"])
    text = f"Seller\n\nWe sell.\n\n{ASKS}\n{PREFERS}\n" + "And so on.\n\n" * 60
    seller = build.posting(
        "Seller",
        text,
        employer="Contoso",
        team=["Sales"],
        location=["united-states/il/chicago"],
        degree_policy="preferred_only",
        degree_preferred="master",
        years=5,
    )
    for kind, exact, columns in (
        ("experience", ASKS, {"years_min": 5, "strength": "required"}),
        ("degree", PREFERS, {"level": "master", "strength": "preferred"}),
    ):
        start = text.index(exact)
        build.requirement(seller, kind, start=start, end=start + len(exact), exact=exact, **columns)
    drainer.drain()
    return seller
