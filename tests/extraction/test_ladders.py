"""Alternatives of degree and years in one line: wordings of our own, in shapes that postings use."""

from __future__ import annotations

import pytest

from tests.extraction.reading import paths_of, summary_of

Rows = list[tuple[str, list[tuple[str | None, float | None]] | None]]
AND_OR: Rows = [
    ("BS and 4+ years OR MS and 2+ years", [("bachelor", 4), ("master", 2)]),
    (
        "BS AND 4+ years experience OR MS AND 2+ years experience OR equivalent experience",
        [("bachelor", 4), ("master", 2)],
    ),
    (
        "PhD and 1 year, or MS and 3 years, or BS and 5 years of experience",
        [("doctorate", 1), ("master", 3), ("bachelor", 5)],
    ),
    (
        "Bachelor's degree with 6 years of experience; Master's degree with 4 years; PhD with 2 years",
        [("bachelor", 6), ("master", 4), ("doctorate", 2)],
    ),
    (
        "Bachelor's degree in Biology plus 6 years of experience, or a Master's degree plus 4 years",
        [("bachelor", 6), ("master", 4)],
    ),
    ("BS + 8 years, MS + 6 years, PhD + 3 years", [("bachelor", 8), ("master", 6), ("doctorate", 3)]),
    (
        "B.S. with 8+ years, M.S. with 6+ years or Ph.D. with 3+ years of relevant experience",
        [("bachelor", 8), ("master", 6), ("doctorate", 3)],
    ),
    (
        "BS/BA with 7 years, MS/MA with 5 years or PhD with 3 years of experience",
        [("bachelor", 7), ("master", 5), ("doctorate", 3)],
    ),
    (
        "MS in Physics with five (5) years of experience; OR PhD with two (2) years",
        [("master", 5), ("doctorate", 2)],
    ),
    (
        "High school diploma and five years of experience, or an Associate degree and three years",
        [("high_school", 5), ("associate", 3)],
    ),
    (
        "Either a Bachelor's degree and 3 years of experience or an Associate's degree and 5 years",
        [("bachelor", 3), ("associate", 5)],
    ),
    (
        "Bachelor's degree and a minimum of 5 years of experience"
        " or Master's degree and a minimum of 3 years",
        [("bachelor", 5), ("master", 3)],
    ),
    (
        "Master's degree (or foreign equivalent) in Statistics and 2 years of experience"
        " or Bachelor's degree and 5 years",
        [("master", 2), ("bachelor", 5)],
    ),
    (
        "Requires a Bachelor's degree with at least 8 years of experience;"
        " or a Master's degree with at least 6 years",
        [("bachelor", 8), ("master", 6)],
    ),
]
YEARS_FIRST: Rows = [
    (
        "5+ years of experience with a Bachelor's degree, 3+ years with a Master's",
        [("bachelor", 5), ("master", 3)],
    ),
    ("5 years of experience with a BS or 3 years with an MS", [("bachelor", 5), ("master", 3)]),
    (
        "Minimum of 8 years of experience with a Bachelor's degree;"
        " 6 years with a Master's degree; or 3 years with a PhD",
        [("bachelor", 8), ("master", 6), ("doctorate", 3)],
    ),
    (
        "8 years (with a Bachelor's) or 5 years (with a Master's) of experience",
        [("bachelor", 8), ("master", 5)],
    ),
    (
        "4 years of experience and a Bachelor's degree, or 2 years of experience and a Master's degree",
        [("bachelor", 4), ("master", 2)],
    ),
    # the unit of "4+" is understood from the number before the bracket
    ("6+ years of experience (4+ with a Master's degree)", [(None, 6), ("master", 4)]),
    ("6+ years of experience (or 4+ years with a Master's degree)", [(None, 6), ("master", 4)]),
    ("At least 10 years of experience, or 7 years and an advanced degree", [(None, 10), ("master", 7)]),
]
WITHOUT_DEGREE: Rows = [
    ("Bachelor's degree and 2 years of experience, or 6 years of experience", [("bachelor", 2), (None, 6)]),
    ("Bachelor's degree or 5 years of experience", [("bachelor", None), (None, 5)]),
    ("Bachelor's degree in Accounting or four years of related experience", [("bachelor", None), (None, 4)]),
    (
        "BS in Engineering and 5 years, or 9 years of experience without a degree",
        [("bachelor", 5), (None, 9)],
    ),
    (
        "Bachelor's degree and 3 years of experience or 7 years of experience with no degree",
        [("bachelor", 3), (None, 7)],
    ),
    (
        "Associate degree with 2 years of experience, Bachelor's degree, or 5 years of experience",
        [("associate", 2), ("bachelor", None), (None, 5)],
    ),
    ("8 years of experience in lieu of a degree; Bachelor's degree preferred", None),
    (
        "Bachelor's degree required; 8 years of experience may be substituted for the degree",
        [("bachelor", None), (None, 8)],
    ),
    (
        "Bachelor's degree (in lieu of a degree, 6 years of relevant experience)",
        [("bachelor", None), (None, 6)],
    ),
    ("Two years of experience or a Master's degree", [(None, 2), ("master", None)]),
]
NO_LADDER: Rows = [
    ("Bachelor's or Master's degree and 5 years of experience", None),
    ("Bachelor's degree and 5+ years of experience, including 2 years as a team lead", None),
    ("Bachelor's degree with 5 years of experience in quality or process engineering", None),
    ("5+ years of experience with a Bachelor's or Master's degree in Chemistry", None),
    ("Bachelor's degree in Nursing or related field, 3 years of experience in a hospital", None),
    ("Bachelor's degree or equivalent, and 5 years of experience", None),
    ("Bachelor's degree and 4+ years of experience OR equivalent experience", None),
    ("High school diploma or GED and 1 year of experience", None),
    ("BA/BS required, 3-5 years of experience in accounting or audit", None),
    ("5 years of experience in sales or marketing, 2 years with CRM systems", None),
]


IN_SHORT: Rows = [
    ("Bachelor's degree (4+ years) or Master's degree (2+ years)", [("bachelor", 4), ("master", 2)]),
    ("BS/MS with 5/3 years of experience", [("bachelor", 5), ("master", 3)]),
    (
        "PhD or Bachelor's degree with 2 years (PhD) or 6 years (Bachelor's) of experience",
        [("doctorate", 2), ("bachelor", 6)],
    ),
    (
        "High school diploma with 6 years of experience, or Associate's with 4, or Bachelor's with 2",
        [("high_school", 6), ("associate", 4), ("bachelor", 2)],
    ),
    ("PhD + 2 years of experience OR MS 5+ years of experience", [("doctorate", 2), ("master", 5)]),
    (
        "Degree in a life science: MS and 3 years of experience or BS and 5 years",
        [("master", 3), ("bachelor", 5)],
    ),
    (
        "Bachelor's degree or higher, 3+ years of experience or Master's with 1 year",
        [("bachelor", 3), ("master", 1)],
    ),
    (
        "10 years of experience with a Bachelor's degree in botany or forestry, 8 years with a Master's",
        [("bachelor", 10), ("master", 8)],
    ),
    (
        "High school diploma and 5 years of repair work, or a trade certificate and 3 years of repair work",
        [("high_school", 5), ("certificate", 3)],
    ),
    (
        "Bachelor's degree in law; two years of experience; and 1 year of supervisory experience;"
        " OR high school diploma; five years of experience; and three years of supervisory experience",
        [("bachelor", 2), ("high_school", 5)],
    ),
    ("Bachelor's degree in law or related 5 years of experience", None),  # "or related" begins nothing
    ("Master's degree in finance or similar Up to 5 years of experience in risk", None),
    ("MS or PhD and 2+ years of experience after a Bachelor's degree", None),
    ("BS and five years of experience as a smith or five years of experience as a founder", None),
    ("BS with 3-5 years of experience", None),
    ("Bachelor's degree, 3 to 5 years of experience, 24/7 shifts", None),
    ("Bachelor's degree and 5 years of experience in plants with 4, 6 or 8 lines", None),
    ("5+ years of experience in a bakeryBS degree", None),  # two lines glued
]
IN_LIEU: Rows = [
    (
        "Bachelor's degree and 10 years of experience; 20 years of experience in lieu of a degree",
        [("bachelor", 10), (None, 20)],
    ),
    (
        "Bachelor's degree required (or 6 additional years of experience in lieu of degree)"
        " and 3 years of experience",
        [("bachelor", 3), (None, 6)],
    ),
    ("Bachelor's degree with 3 years of experience; without degree 7 years", [("bachelor", 3), (None, 7)]),
    (
        "Bachelor's degree and 3 years of experience; exceptionally, the lack of a degree may be compensated"
        " by at least 6 years of experience",
        [("bachelor", 3), (None, 6)],
    ),
    ("Bachelor's degree; 4 years of experience can replace the degree", [("bachelor", None), (None, 4)]),
    (
        "BS and 5 years of experience. We will also accept an MS and 3 years in lieu of a BS and 5 years",
        [("bachelor", 5), ("master", 3)],
    ),
    (
        "Bachelor's degree (may substitute an Associate degree plus 4 years of experience)",
        [("bachelor", None), ("associate", 4)],
    ),
    ("8 years of experience; a degree and 5 years as a lead may be substituted for the experience", None),
    ("8 years of experience; you may substitute a degree and 5 years as a lead for experience", None),
    ("Bachelor's degree. Each year of study may be replaced by one year of experience", None),
    # a higher degree that counts as years is one more way: its holder needs so many years less
    (
        "Bachelor's degree and 5 years of experience; a Master's degree counts as two years",
        [("bachelor", 5), ("master", 3)],
    ),
    (
        "Bachelor's degree and 5 years of experience; a Master's may substitute for 2 years of experience",
        [("bachelor", 5), ("master", 3)],
    ),
    (
        "Bachelor's degree with 6 years of experience (a Master's degree counts as 2 years of experience)",
        [("bachelor", 6), ("master", 4)],
    ),
    ("6 years of experience; a Master's degree counts as 2 years of experience", None),  # no degree asked
    ("Bachelor's degree; a Master's degree counts as 2 years of experience", None),  # no years asked
    ("Master's and 4 years of experience; a Master's counts as 2 years of experience", None),  # not higher
    (
        "Requires a BS and 8 years of experience or an MS and 6 years; each year of study may be replaced"
        " by one year of experience",
        [("bachelor", 8), ("master", 6)],
    ),
    (
        "MS with 2 years or a BS with 4 years of experience, or 8 years of experience in lieu of a degree",
        [("master", 2), ("bachelor", 4), (None, 8)],
    ),
    ("Bachelor's degree and 5 years of experience. Experience may be accepted in lieu of a degree", None),
    ("Bachelor's degree and 5 years of experience in place of work with cranes", None),
    ("With a degree or 5 years of experience you qualify for a Blue Card", None),
]


ONE_EACH: Rows = [
    (
        "BS, MS or PhD with 8, 5 or 2 years of experience, respectively",
        [("bachelor", 8), ("master", 5), ("doctorate", 2)],
    ),
    ("BS/MS/PhD with 8/5/2 years of experience", [("bachelor", 8), ("master", 5), ("doctorate", 2)]),
    ("8/5/2 years of experience with BS/MS/PhD", [("bachelor", 8), ("master", 5), ("doctorate", 2)]),
    (
        "PhD, MS or BS with 2, 5 or 8 years of experience, respectively",
        [("doctorate", 2), ("master", 5), ("bachelor", 8)],
    ),
    ("BS/MS with 3/5 years of experience", None),  # rises: a range
    ("BS or MS with 3 or 5 years of experience", None),
    ("BS and 2, 3 or 4 years of experience", None),
    ("BS with 3 years of experience on 8/5/2 kV lines", None),
]
OTHERWISE: Rows = [
    ("BS and eight years in mills. Alternately fifteen years of experience", [("bachelor", 8), (None, 15)]),
    ("A bachelor's degree in law or have been practising 4+ years", [("bachelor", None), (None, 4)]),
    ("Advanced degree in law, or equivalent (2+ years) experience", [("master", None), (None, 2)]),
    ("Bachelor's degree in law or equivalent experience (4 years)", [("bachelor", None), (None, 4)]),
    (
        "Bachelor's degree and 2 years of experience OR a combination of schooling and experience"
        " equivalent to six (6) years of experience",
        [("bachelor", 2), (None, 6)],
    ),
    (
        "Bachelor's degree and 3 years of experience. Exceptionally, the lack of a degree may be compensated"
        " by abilities or experience of worth, that is, at least 6 years of work in the field",
        [("bachelor", 3), (None, 6)],
    ),
    (
        "Bachelor's degree required. Candidates not meeting the degree requirement will be considered"
        " if they have 7 years of experience",
        [("bachelor", None), (None, 7)],
    ),
    (
        "Bachelor's degree and two (2) full-time years of experience or"
        " high school diploma and six (6) full-time years of experience",
        [("bachelor", 2), ("high_school", 6)],
    ),
    ("BS or equivalent; (2+ years of experience)", None),
    ("Bachelor's degree in law or equivalent experience, 4 years in court", None),
    (
        "BS and 2 years of experience OR PhD in law - Fluent in Latin - 3+ years of experience in court",
        [("bachelor", 2), ("doctorate", None)],
    ),
    ("Bachelor's degree or certificate in baking and 8 years of experience", None),  # one field for both
    ("1 year with scales OR Bachelor's degree and 2 years of experience", None),  # less without a degree
    ("Substitution for experience: a Master's degree may substitute for one year of experience", None),
    ("Bachelor's degree required; education can substitute for experience5+ years in mills", None),
]


ROWS = ONE_EACH + OTHERWISE + AND_OR + YEARS_FIRST + WITHOUT_DEGREE + IN_SHORT + IN_LIEU + NO_LADDER


@pytest.mark.parametrize(("line", "paths"), ROWS)
def test_it_ties_degree_and_years_into_paths(
    line: str, paths: list[tuple[str | None, float | None]] | None
) -> None:
    assert paths_of(summary_of(line)) == (paths or [])
