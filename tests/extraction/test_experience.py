"""Experience: numbers of years, whose they are, and experience without a number."""

from __future__ import annotations

import pytest

from postings.extraction.requirements import demands, years
from tests.extraction.reading import statements_of, summary_of

NUMBERS = [
    ("5+ years of experience", 5, None),
    ("At least 5 years of experience", 5, None),
    ("Minimum of five (5) years of experience", 5, None),
    ("Over 5 years of experience", 5, None),
    ("5-7 years of experience", 5, 7),
    ("5 to 7 years of experience", 5, 7),
    ("5 ?7 years of experience", 5, 7),  # a dash that became "?"
    ("8-10+ years of experience", 8, None),
    ("At least 8-10 years of experience", 8, None),
    ("Up to 3 years of experience", 0, 3),
    ("Less than 1 year of experience", 0, 1),
    ("0-2 years of experience", 0, 2),
    ("A couple of years of experience", 2, None),
    ("Ten (8) years of experience", 8, None),  # the digits
    ("Three (3) to five (5) years’ experience", 3, 5),
    ("Three to five (3-5) years of experience", 3, 5),
    ("Between 3 and 5 years of experience", 3, 5),
    ("3 or 4 years of experience", 3, 4),
    ("6 months of experience", 0.5, None),
    ("6-12 months of experience", 0.5, 1),
    ("6 months to 1 year of experience", 0.5, 1),
    ("At least 18 months of retail experience", 1.5, None),
    ("Five plus years’ experience", 5, None),
    ("5 + Years of experience", 5, None),
    ("10 yrs exp", 10, None),
    ("3yrs of experience", 3, None),
    ("5+ yoe", 5, None),
    ("1+ year(s) of experience", 1, None),
    ("2 years minimum in a bakery", 2, None),
    ("3 years or more of experience", 3, None),
    ("1.5 years of experience", 1.5, None),
    ("skills2+ years of experience", 2, None),  # two lines glued
    ("Years of experience: 7", 7, None),
    ("Java: 5 years", 5, None),
    ("2–4 years in office management", 2, 4),
    ("5+ years project management experience", 5, None),  # not the length of a project
    ("3 years of contract management", 3, None),
    ("8+ years of data engineering", 8, None),
    ("2 years of post-graduate experience", 2, None),
]
NOT_EXPERIENCE = [
    "Must be 18 years of age",
    "Must be 18 years or older to apply",
    "Applicants must be 18+ years",
    "Minimum age: 18 years",
    "We are 18 years old",
    "Founded 30 years ago",
    "A clean driving record for the last 3 years",
    "Over the next 3 years we will grow",
    "Certification within 2 years of hire",
    "A 4-year degree",
    "2 year associates degree",
    "Two-year contract",
    "12 month contract",
    "4-6 months internship",
    "The warranty is 3 years",
    "A background check every two years",
    "Has lived in Austria for more than 12 months",
    "Three years of college",
    "45 years of experience",  # not believed
]


# a comparison that is denied, or turned round by what becomes of the candidate
COMPARISONS = [
    ("No fewer than eleven years in bakeries", 11, None),
    ("Not less than 4 years' experience of ovens", 4, None),
    ("No less than two years of milling experience", 2, None),
    ("More than 3 but less than 8 years of experience", 3, 8),
    ("At least 2 and at most 6 years of experience", 2, 6),
    ("Bakers with less than 4 years of experience will not be considered", 4, None),
    ("We do not consider anyone with fewer than 2 years of experience", 2, None),
    ("Applicants with under 6 months of experience need not apply", 0.5, None),
    ("Candidates with more than 9 years of experience will not be accepted", 0, 9),
    ("You must not have more than 4 years of research experience", 0, 4),
    ("Nobody needs more than three years of experience here", 0, 3),
    ("You have no more than 5 years of experience", 0, 5),
    ("Fewer than 2 years of experience", 0, 2),
]


@pytest.mark.parametrize(("line", "minimum", "maximum"), [*NUMBERS, *COMPARISONS])
def test_it_reads_a_number_of_years(line: str, minimum: float, maximum: float | None) -> None:
    summary = summary_of(line)
    assert (summary.experience_state, summary.min_years, summary.max_years) == ("required", minimum, maximum)


@pytest.mark.parametrize("line", NOT_EXPERIENCE)
def test_it_takes_no_other_length_of_time_for_experience(line: str) -> None:
    assert summary_of(line).min_years is None


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("With over 20 years of experience, our bakery serves the whole coast", "other"),
        ("We have 10 years of experience in tunnels", "other"),
        ("For 20 years, our mission has been bread", "other"),
        ("Acme Baking Company has more than 20 years of experience", "other"),
        ("Acme, with 15 years of experience, is a bakery", "other"),
        ("We are looking for someone with 5+ years of experience", "experience"),
        ("We need 5 years of experience", "experience"),
        ("Our ideal candidate has 5 years of experience", "experience"),
        ("5+ years in a bakery", "experience"),
        ("An opening for a baker with 1-2 years of experience", "experience"),
    ],
)
def test_outside_requirements_the_employers_years_are_told_from_the_candidates(
    sentence: str, sort: str
) -> None:
    assert [mention.sort for mention in years.find(sentence, asking=False)] == [sort]


STATES = [
    ("3+ years of experience preferred", "preferred_only", 3),
    ("Ideally 5+ years in a similar role", "preferred_only", 5),
    ("The ideal candidate has 5 years of experience", "required", 5),  # "ideal candidate" demands
    ("You should have 3 years of experience", "required", 3),
    ("Proven experience in procurement", "asked_no_number", None),
    ("Several years of experience", "asked_no_number", None),
    ("Strong track record of closing deals", "asked_no_number", None),
    ("Experience with SQL is a plus", "not_stated", None),
    ("Bachelor's degree or equivalent experience", "not_stated", None),
    ("Knowledge of welding", "not_stated", None),
    ("Ability to lift 20 kg", "not_stated", None),
    ("Designs the customer experience of our shops", "not_stated", None),
    ("No experience necessary", "explicitly_none", None),
    ("Prior experience is not required", "explicitly_none", None),
    ("Robotics experience is not required", "asked_no_number", None),  # says nothing of other experience
    ("Entry-level position", "explicitly_none", None),
    ("Recent graduates are welcome to apply", "explicitly_none", None),
    ("Graduates of any discipline are welcome", "explicitly_none", None),
    ("Graduates of our school become welcome bakers", "not_stated", None),
    ("Candidates have a diploma in dairy and prior creamery experience", "asked_no_number", None),
    ("Training from experienced bakers", "not_stated", None),
    ("Alongside highly experienced bakers", "not_stated", None),
    ("A highly experienced baker", "asked_no_number", None),
    ("Salary negotiable on experience", "not_stated", None),
    ("We have a proven track record in baking", "not_stated", None),
    ("You have a proven track record in baking", "asked_no_number", None),
    ("Office experiences a must", "asked_no_number", None),
    ("Mill experience is preferred, but entry level applicants will be considered", "explicitly_none", None),
    ("Entry level ovens will be considered", "not_stated", None),
    ("Will consider entry-level graduates of a baking course", "explicitly_none", None),
    ("Will consider entry-level ovens for graduates", "not_stated", None),
    ("We do not have openings for bakers in their first course or for fresh graduates", "not_stated", None),
    (
        "We do not have dull days in our mill by the river, and fresh graduates are welcome",
        "explicitly_none",
        None,
    ),
    ("1-2 years of baking experience is favourable", "preferred_only", 1),
    ("3 years of experience in favourable weather", "required", 3),
    (
        "At least 5 years of experience; for this, a BA degree is counted towards 3 years of experience,"
        " while an MA degree is counted towards additional 2 years of experience",
        "required",
        5,
    ),
    ("Experience with rye is not going to hurt", "not_stated", None),
    ("Experience with rye, and you do not hurt easily", "asked_no_number", None),
    ("Experience in one of these is preferred: rye, wheat, oats", "not_stated", None),
    ("Preferred: experience with oats", "not_stated", None),
    ("You need not have mill experience, for we teach it", "not_stated", None),
    ("You need mill experience", "asked_no_number", None),
    ("No prior mill experience needed", "not_stated", None),  # of mills alone; says nothing of other work
    ("No doubts, and mill experience needed", "asked_no_number", None),
    ("Founders with experience at large mills", "not_stated", None),
    ("Bakers with experience at large mills", "asked_no_number", None),
    ("Minimum 3 years - maximum 5 years of experience", "required", 3),
    ('If you have none, write "no experience"', "not_stated", None),
]


@pytest.mark.parametrize(("line", "state", "minimum"), STATES)
def test_it_chooses_a_state(line: str, state: str, minimum: float | None) -> None:
    summary = summary_of(line)
    assert (summary.experience_state, summary.min_years) == (state, minimum)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("We are seeking an experienced baker", True),
        ("You must have experience with ovens", True),
        ("We are seeking a strategic, experienced, and warm-hearted baker", True),
        ("This position requires patience and baking experience", True),
        ("Our experienced team will help you", False),
        ("You will work with experienced bakers", False),
        ("Pay depends on experience", False),
        ("We improve the shopping experience", False),
        ("Gain experience in a friendly team", False),
        ("For students interested in getting hands-on oven work experience in the following halls", False),
        ("We are looking for someone with hands-on oven experience in large halls", True),
        ("What we do: a tenant experience with platforms in many towns", False),
        ("Be adept and experienced in all kinds of dough", True),
        ("You: a well experienced and patient baker", True),
        ("Us: a well experienced and patient firm", False),
    ],
)
def test_outside_requirements_experience_has_to_be_asked_for(sentence: str, asked: bool) -> None:
    assert bool(demands.find(sentence, asking=False)) is asked


def test_a_number_below_its_label_is_read() -> None:
    assert summary_of("Minimum years of experience", "4", "Shifts", "6").min_years == 4
    assert summary_of("Years of experience required", "3 - 5").max_years == 5
    assert summary_of("Ovens in use", "4", "Experience with rye").min_years is None


def test_the_questions_of_a_form_demand_nothing() -> None:
    summary = summary_of(
        "2 years of experience", "Do you have 8 years of experience?", "Yes", "No", "Please describe 9 years"
    )
    assert summary.min_years == 2
    assert summary_of("8 years of experience", "Yes, we train apprentices").min_years == 8


def test_of_several_numbers_that_must_all_hold_the_largest_counts() -> None:
    assert summary_of("8+ years of experience, including 2 years managing people").min_years == 8
    assert summary_of("3 years of experience with kilns", "5-7 years of experience").min_years == 5


def test_a_required_number_outweighs_a_preferred_one() -> None:
    summary = summary_of("2 years of experience required, 5 years preferred")
    assert (summary.experience_state, summary.min_years) == ("required", 2)


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("45 years of experience", ["45 years"]),  # not believed, but a person should look
        ("Minimum experience of 5 as a baker", ["experience of 5 a"]),  # five what?
        ("5+ experience with ovens", ["5+ experience"]),
        ("8 mths experience with ovens", ["8 mths"]),  # a unit that nobody knows
        ("Thirty years of experience", ["Thirty years"]),
        ("5 very good years of exp in a mill", ["5 very good years"]),
        ("Founded 30 years ago; experience with rye", []),
        ("Please describe your 9 years of experience", []),  # a form
        ("You report to a baker with 9 years of experience", []),  # somebody else's
        ("2 years of experience", []),
        ("A 2-year contract, experience with ovens", []),  # explained
        ("Must be 18 years of age", []),
    ],
)
def test_what_a_rule_saw_near_experience_but_did_not_understand_is_unread(
    line: str, unread: list[str]
) -> None:
    assert [s.evidence.exact for s in statements_of(line) if s.kind == "unread"] == unread


def test_the_title_speaks_of_experience_only_in_so_many_words() -> None:
    from postings.extraction import sections
    from postings.extraction.extractors import requirements
    from postings.extraction.records import Block, Document

    def years_in(title: str) -> list[float | None]:
        document = Document("test", title, (Block("title", 0, len(title)),))
        return [s.years_min for s in requirements.extract(document, sections.split(document))]

    assert years_in("Java Developer (10+ yrs)") == [10]
    assert years_in("Warehouse Apprentice, 2 Year Programme") == []


MORE_NUMBERS = [
    ("1 1/2 years of experience", 1.5, None),
    ("1\u00bd years of experience", 1.5, None),
    ("Two and a half years of experience", 2.5, None),
    ("6 months to a year of experience", 0.5, 1),
    ("Up to ~2 years of experience", 0, 2),
    ("2 or so years of experience", 2, None),
    ("Three-plus years of experience", 3, None),
    ("5+ (five plus) years of experience", 5, None),
    ("10 solid years of experience", 10, None),
    ("5\u20117 years of experience", 5, 7),  # a non-breaking hyphen
    ("3 - 5+ yrs of experience", 3, None),
    ("5 year's experience", 5, None),
    ("Twenty-five years of experience", 25, None),
    ("At least 3 but no more than 8 years of experience", 3, 8),
    ("At least 3 years but no more than 8 years of experience", 3, 8),
    ("Minimum 3 years, maximum 5 years of experience", 3, 5),
    ("Experience (in years): 3-5", 3, 5),
    ("YOE: 5+", 5, None),
    ("5+ years full-stack development", 5, None),
    ("The Candidate has over 5 years of experience", 5, None),  # a name, but the candidate's
    ("Six (6) full-time years of experience", 6, None),
    ("3 completed years of experience", 3, None),
    ("A decade of experience with rye", 10, None),
    ("At least two decades of milling experience", 20, None),
    ("Half a year of experience at a counter", 0.5, None),
    ("You've spent 6+ years as a miller", 6, None),
    ("9-18 months in a comparable role", 0.75, 1.5),  # the word is missing
    ("2 yr+ at the oven", 2, None),
    ("You have 4y+ of Kotlin", 4, None),
]
NEVER_EXPERIENCE = [
    "Employment for four years with an evaluation",
    "Living in the region for at least 10 years",
    "Not resident here in the three years immediately before the call",
    "A 4-year PhD programme",
    "At least 18 years",
    "Over 21 years",
    "Ovenworks's 40+ years of experience make it a safe choice",
    "The warranty on an oven is 1 year, so returns are rare",
    "After 6 to 10 years of service, 25 days of leave",
    "Did you spend four years working hard for nothing?",
    "Hired for 2 years",
    "Scholarship of 3 years",
    "Data is kept for 7 years",
    "Valid for 5 years",
    "Ovenhaus Ltd has over 25 years of partnerships with mills",
    "You will report to the lead baker who has 12 years of experience",
    "Duration: 3 months, possibility of extension",
    "A minimum 3-year academic title in dairy",
    "contract: temporary (3+ years)",
    "Pursuing a diploma in dairy, with at least two years completed by the start",
    "Two years of college preferred",
    "You report to a head baker with 15 years of experience",
    "You will be led by a chef who has over 12 years of experience",
    "Our staff of nine with more than 14 years' experience will train you",
    "You will gain 2 years of experience in our bakeries",
    "Experience of long buying cycles (4-8 months)",
    "We sponsor a visa for 3 years",
    "A 3-year visa is possible",
    "2 full years of higher level graduate education in dairy",
    "For a decade bread has been our life",
    "Why have you spent 9-18 months at home?",
]


@pytest.mark.parametrize(("line", "minimum", "maximum"), MORE_NUMBERS)
def test_it_reads_rarer_shapes_of_years(line: str, minimum: float, maximum: float | None) -> None:
    summary = summary_of(line)
    assert (summary.experience_state, summary.min_years, summary.max_years) == ("required", minimum, maximum)


@pytest.mark.parametrize("line", NEVER_EXPERIENCE)
def test_it_takes_no_term_age_or_history_for_experience(line: str) -> None:
    assert summary_of(line).min_years is None


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("5+ years experience with ovens", []),  # it has a unit
        ("Big 4 experience", []),  # a name
        ("Clerk 11 experience", []),
        ("We bring 40+ years of experience to the table", []),  # the firm's
        ("Requires 3 experience", ["3 experience"]),
    ],
)
def test_a_number_that_is_explained_is_not_unread(line: str, unread: list[str]) -> None:
    assert [s.evidence.exact for s in statements_of(line) if s.kind == "unread"] == unread


@pytest.mark.parametrize(
    ("line", "minimum"),
    [
        ("Requires five years of experience in kitchens", 5),
        ("At least 3 years of baking experience", 3),
        ("After two years you may buy shares", None),
        ("4 weeks of leave after 2 years of service", None),
        ("We match savings from the first year", None),
    ],
)
def test_under_benefits_only_a_demand_in_so_many_words_is_one(line: str, minimum: float | None) -> None:
    assert summary_of(line, heading="Benefits").min_years == minimum
