"""Degrees: which words name one, at which level, and what a posting's policy becomes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from postings.extraction.requirements import degrees, denials
from tests.extraction.reading import statements_of, summary_of

LEVELS = [
    ("An MD degree", ["doctorate"]),
    ("MD or DO", ["doctorate"]),
    ("MD/DO required", ["doctorate"]),
    ("MD, board certified in neurology", ["doctorate"]),
    ("An MD is a must.", ["doctorate"]),
    ("ADN or BSN", ["associate", "bachelor"]),
    ("Alumni of a nursing school (ADN)", ["associate"]),
    ("DNP or MSN", ["doctorate", "master"]),
    ("DDS or DMD", ["doctorate"]),
    ("OD required", ["doctorate"]),
    ("Au.D. or AuD", ["doctorate"]),
    ("Ed.S. in counselling", ["master"]),
    ("BSW/MSW", ["bachelor", "master"]),
    ("LL.B. or LL.M.", ["bachelor", "master"]),
    ("MEd, MRes or BEd", ["master", "bachelor"]),
    ("AAS in pottery", ["associate"]),
    ("B.E./B.TECH IN CIVIL WORKS", ["bachelor"]),
    ("PH.D. OR ED.D. REQUIRED", ["doctorate", "doctorate"]),
    ("Ph. D in glass making", ["doctorate"]),
    ("HND or HNC in joinery", ["associate", "certificate"]),  # level 5 is an associate's, level 4 vocational
    ("Certificate III in Baking or a degree in nutrition", ["certificate", "bachelor"]),
    ("NVQ Level 3 or a degree in masonry", ["certificate", "bachelor"]),
    ("A trade certificate as a glazier, or a degree in glass", ["certificate", "bachelor"]),
    ("A degree, a completed vocational certification or training in cheese", ["bachelor", "certificate"]),
    ("4 GCSEs including English", ["high_school"]),
    ("A-levels in two languages", ["high_school"]),
    ("45 college credits or AA", ["associate"]),
    ("High school diploma or GED", ["high_school"]),
    ("High-school graduate", ["high_school"]),
    ("Completion of high school", ["high_school"]),
    ("Associates or Bachelors Degree", ["associate", "bachelor"]),
    ("AA/AS degree", ["associate"]),
    ("Two-year degree in Automation", ["associate"]),
    ("A certification, degree or training in pottery", ["certificate", "bachelor"]),
    ("Bachelor's degree (B.S./B.A.)", ["bachelor"]),  # one degree written three times
    ("Bachelor?s degree in Geology", ["bachelor"]),  # a quote that became "?"
    ("Bachelor s degree in Geology", ["bachelor"]),  # and one that became a blank
    ("QualificationsBachelor's degree", ["bachelor"]),  # two lines glued
    ("B. S. degree in Statistics", ["bachelor"]),
    ("BS Computer Science", ["bachelor"]),
    ("A degree in Music", ["bachelor"]),
    ("4-year university degree", ["bachelor"]),
    ("Degree in Bachelor of Science", ["bachelor"]),
    ("Educated to degree level", ["bachelor"]),
    ("Master of Business Administration (MBA) degree", ["master"]),
    ("University degree (MSc or PhD)", ["master", "doctorate"]),
    ("Masters’ degree in Law", ["master"]),
    ("Advanced degree", ["master"]),
    ("Graduate degree in a STEM field", ["master"]),
    ("BS/MS in Physics", ["bachelor", "master"]),
    ("BS, MS, or PhD", ["bachelor", "master", "doctorate"]),
    ("Ph. D. in Botany", ["doctorate"]),
    ("JD required", ["doctorate"]),
    ("MD or PhD", ["doctorate"]),
    ("Doctorate degreeORMaster’s degree and 3 years", ["doctorate", "master"]),
    ("High School Qualification or equivalent", ["high_school"]),
    ("Irish Leaving Certificate", ["high_school"]),
    ("Requirements4 year college degree5+ years in a mill", ["bachelor"]),  # glued on both sides
    ("Advanced degree1+ years of selling", ["master"]),
    ("You live in ParisDegree in business", ["bachelor"]),
    ("BA or BSPerks: a bicycle", ["bachelor"]),
    ("MS/PhDwould be good", ["master", "doctorate"]),
    ("BA/BS degree Project management", ["bachelor"]),  # two lines of a list, no project of a PhD
    ("Two years of work in addition to a degree in botany", ["bachelor"]),
    ("Any degree from a university", ["bachelor"]),
    ("A 2:1 degree in Law", ["bachelor"]),
    ("Third-level qualification in Dairy Science", ["bachelor"]),
    ("College level education", ["bachelor"]),
    ("Enrolled in a well-known engineering university", ["bachelor"]),
    ("Advanced engineering degree", ["master"]),
    ("A doctoral level degree, or a higher degree", ["doctorate"]),
    ("A higher degree in Music", ["master"]),
    ("MS with a concentration in Soil Science", ["master"]),
    ("You have a BS Forestry", ["bachelor"]),
    ("Over five years of baking and a Bachelor's degree", ["bachelor"]),
    ("BS in soil science, MS 5+ years", ["bachelor", "master"]),
    ("Associate or Bachelor's degree in Logistics", ["associate", "bachelor"]),
    ("Abgeschlossenes technisches Hochschulstudium", ["bachelor"]),
    ("Pension, dental care, scholarships for staff; High school diploma", ["high_school"]),
    ("Du hast ein Studium in Chemie erfolgreich abgeschlossen", ["bachelor"]),  # the verb stands last
    ("Du bist in einem Studium der Chemie eingeschrieben", ["bachelor"]),
    ("Berufsausbildung oder Studium der Chemie", ["certificate", "bachelor"]),
    ("Masterabschluss in Chemie", ["master"]),
    ("HBO of WO werk- en denkniveau", ["bachelor"]),
    ("Título universitario en química", ["bachelor"]),
    ("Laurea magistrale in chimica", ["master"]),
    ("A college diploma", ["associate"]),
    ("Engineer's diploma", ["master"]),
    ("Post-secondary education in pottery", ["bachelor"]),
    ("University education (BS)", ["bachelor"]),  # the bracket says which
    ("Master in informatics", ["master"]),
    ("Aktuelles Studium (Vollzeit) im Bereich Keramik", ["bachelor"]),
    ("Abgeschlossenes technisches oder musisches Studium", ["bachelor"]),
    ("Graduation from an accredited law school", ["doctorate"]),
    ("Masters' / PhD degree in art", ["master", "doctorate"]),
    ("NICE-TO-HAVESPhD in art", ["doctorate"]),  # a glued heading
    ("A 2.1 undergraduate degree in art", ["bachelor"]),  # a British mark, not a count
    ("A degree that included 12 hours of algebra", ["bachelor"]),
    ("Studium, z.B. im Bereich Keramik", ["bachelor"]),
    ("Een relevant bachelordiploma", ["bachelor"]),
    ("At least high school", ["high_school"]),
    ("High school, GED or vocational school diploma", ["high_school", "certificate"]),
]
NO_DEGREES = [
    "Skills: LLM, RAG, SQL",
    "Our clinic in Rockville, MD or nearby",
    "Must live in Laurel, MD, with a car",
    "Offices in MD, VA and DC",
    "Report to the MD, who leads the firm",
    "DO NOT CALL THE OFFICE",
    "A PGCE",  # a teaching certification after the degree, as a licence is
    "Certificate III in Baking",  # vocational, and no degree to choose instead
    "NVQ Level 2 in masonry",
    "A level of care that pleases",
    "You lecture in our Master's program",
    "You supervise students of the Bachelor's program",
    "We credit only degrees from schools accredited by recognized bodies",
    "A high degree of autonomy",
    "360 degree feedback",
    "Rotates by 90 degrees",
    "Master the art of baking",
    "Scrum Master certification",
    "Master data management",
    "Sales associate or manager",
    "Help our associates in their tasks",
    "Proficient in MS Office and MS SQL Server",
    "Our office in Boston, MA",
    "Based in Baltimore, MD",
    "As a BA you write user stories",
    "Work with the BA team",
    "CPA or PMP certification",
    "Supervise PhD students and master's theses",
    "Our team of PhDs",
    "This PhD project is funded for four years",
    "We reimburse tuition for your master's degree",
    "Some college education",
    "Experience without a degree",
    "High school students are our customers",
    "The founders have a PhD in physics",
    "Maria holds a Master's degree from Lisbon",
    "Half of whom have a PhD",
    "We value curiosity over college degrees",
    "It doesn't matter whether you wear a tie or hold a PhD",
    "Two of us have Lisbon and Porto CS degrees",
    "A group of researchers, some of us have a PhD",
    "Our PhD-clad laboratory",
    "We are a mix of bakers, masters and bachelors",
    "You work in a lab with postdocs and MSc students",
    "PhD candidates who finish soon are welcome to apply",
    "Tools that work without requiring a PhD",
    "We do not hire based on a university degree",
    "Test preparation for Master's and PhD programs",
    "Six years of post-MBA work",
    "OneDegree is an insurer",  # a name, not two lines
    "Turn it to a degree that fits",
    "The MS in our name stands for Mill Street",
    "Employees enrolled in the health plan",
    "Research Associate or senior scientist",
    "Education assistance helps with a Bachelor's degree, tuition included",
    "Nach dem Studium der Akten",
    "Duales Studium der Keramik",  # a training that the employer gives
    "Abgeschlossene Berufsausbildung",
    "HBO series and other films",
    "Software for post-secondary education institutions",
    "One year of college education",
    "45+ advanced degrees in our kitchen",
    "Our team consists of keen bakers with advanced degrees in botany",
    "Head baker (BS)",
    "College graduates know our ovens",
    "Law school graduates eat here",
    "Teach at least high school students",
    "To the degree that we can",
]


@pytest.mark.parametrize(("text", "levels"), LEVELS)
def test_it_finds_the_levels_that_a_sentence_names(text: str, levels: list[str]) -> None:
    assert [mention.level for mention in degrees.find(text)] == levels


@pytest.mark.parametrize("text", NO_DEGREES)
def test_it_finds_no_degree_in_words_that_only_look_like_one(text: str) -> None:
    assert degrees.find(text) == []


POLICIES = [
    ("Bachelor's degree in Chemistry", "required", "bachelor", None),
    ("Bachelor's degree or equivalent", "required", "bachelor", None),  # an equivalent degree
    ("Bachelor's or Master's degree in Biology", "required", "bachelor", None),
    ("Pursuing a Master's degree in Statistics", "required", "master", None),  # enrolment counts
    ("Currently enrolled in a Bachelor's programme", "required", "bachelor", None),
    ("Vocational certificate or degree in Welding", "required", "certificate", None),
    ("Bachelor's degree or equivalent experience", "required_or_experience", "bachelor", None),
    ("Bachelor's degree and/or experience in shipping", "required_or_experience", "bachelor", None),
    (
        "Bachelor's degree or an equivalent combination of education and experience",
        "required_or_experience",
        "bachelor",
        None,
    ),
    (
        "Bachelor's degree. Experience may be accepted in lieu of a degree.",
        "required_or_experience",
        "bachelor",
        None,
    ),
    ("Bachelor's degree or equivalent and 3 years of experience", "required", "bachelor", None),
    ("Bachelor's degree, and 3 years in sales or related experience", "required", "bachelor", None),
    (
        "Bachelor's degree; a Master's may be substituted for two years of experience",
        "required",
        "bachelor",
        None,
    ),
    ("Bachelor's degree required, Master's preferred", "required", "bachelor", "master"),
    ("Bachelor's degree (Master's or PhD preferred)", "required", "bachelor", "doctorate"),
    ("High school diploma required; Bachelor's degree preferred", "required", "high_school", "bachelor"),
    ("Bachelor's degree or equivalent experience preferred", "preferred_only", None, "bachelor"),
    ("BS or MS preferred", "preferred_only", None, "bachelor"),  # the lowest level named
    ("A college degree is a plus but not required", "preferred_only", None, "bachelor"),
    ("Degree not required, but a plus", "preferred_only", None, "bachelor"),
    ("No degree required", "not_required", None, None),
    ("A degree is not necessary", "not_required", None, None),
    ("We don't care whether you have a degree", "not_required", None, None),
    ("Good knowledge of bread", "not_stated", None, None),
    ("RN licence required", "not_stated", None, None),
    (
        "BS in art or equivalent experience (Degree not required, but beneficial)",
        "preferred_only",
        None,
        "bachelor",
    ),
    ("BS in art; advanced degree not required, but beneficial", "required", "bachelor", "master"),
]


@pytest.mark.parametrize(("line", "policy", "floor", "preferred"), POLICIES)
def test_it_chooses_policy_floor_and_preferred_level(
    line: str, policy: str, floor: str | None, preferred: str | None
) -> None:
    summary = summary_of(line)
    assert (summary.degree_policy, summary.degree_floor, summary.degree_preferred) == (
        policy,
        floor,
        preferred,
    )


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No degree required", True),
        ("You do not need a degree for this job", True),
        ("With or without a college degree", True),
        ("It doesn't matter if you have a Bachelor's degree or none", True),
        ("No Bachelor's required", True),
        ("It doesn't matter how you bake. A degree is required", False),
        ("You don't have to have a degree from a famous school", False),  # but one from another
        ("With or without accommodations. High school diploma required", False),
        ("A degree is required", False),
    ],
)
def test_it_knows_when_a_posting_says_that_none_is_needed(text: str, denied: bool) -> None:
    assert bool(denials.find(text)) is denied


def test_a_denial_takes_back_the_degree_named_just_before() -> None:
    summary = summary_of("You could have a BSc in Botany. But we do not require a degree.")
    assert summary.degree_policy == "not_required"


def test_a_preference_far_from_a_denial_does_not_undo_it() -> None:
    summary = summary_of("Degree not required, learning is", heading="Preferred qualifications")
    assert summary.degree_policy == "not_required"


def test_a_preference_right_beside_a_denial_stays() -> None:
    for lines in (
        ("A CS degree is nice to have. No degree needed.",),
        ("A degree is not required.", "A BS is a plus"),
    ):
        assert summary_of(*lines).degree_policy == "preferred_only"
    assert summary_of("Clay is nice to have. No degree needed.").degree_policy == "not_required"


def test_a_degree_demanded_elsewhere_stays() -> None:
    summary = summary_of("High school diploma required", "No college degree is required")
    assert (summary.degree_policy, summary.degree_floor) == ("required", "high_school")


def test_or_experience_on_a_line_of_its_own_belongs_to_the_degree_before() -> None:
    summary = summary_of(
        "Bachelor's degree in Physics", "3+ years of experience in optics", "OR equivalent experience"
    )
    assert (summary.degree_policy, summary.min_years) == ("required_or_experience", 3)


def test_the_choices_of_an_application_form_ask_for_nothing() -> None:
    form = (
        "What is your highest level of education?",
        "GED",
        "Associate degree",
        "Bachelor's degree",
        "Doctorate",
    )
    assert summary_of(*form, heading=None).degree_policy == "not_stated"


@pytest.mark.parametrize(
    ("lines", "contradictory"),
    [
        (("Bachelor's degree required", "Bachelor's degree preferred"), True),
        (("Bachelor's degree required", "Bachelor's degree and 5 years of experience preferred"), False),
        (("Bachelor's degree required", "Bachelor's degree in Geology preferred"), False),
        (("Bachelor's degree required", "Master's degree preferred"), False),
    ],
)
def test_a_posting_contradicts_itself_only_about_the_same_level_without_conditions(
    lines: tuple[str, ...], contradictory: bool
) -> None:
    assert summary_of(*lines).contradictory is contradictory


def test_quotes_of_one_sentence_do_not_overlap() -> None:
    spans = [
        (s.evidence.start, s.evidence.end)
        for s in statements_of(
            "Bachelor's degree and 4+ years of experience required, Master's degree preferred"
        )
    ]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    "lines",
    [
        ["Degree educated or qualified by experience"],
        ["A degree in glass making (or QBE)"],
        ["A degree, or be suitably qualified through practical experience"],
    ],
)
def test_being_qualified_by_experience_stands_in_for_the_degree(lines: list[str]) -> None:
    summary = summary_of(*lines)
    assert (summary.degree_policy, summary.degree_floor) == ("required_or_experience", "bachelor")


def test_a_physician_is_not_read_as_the_business_degree_that_is_welcome_too() -> None:
    summary = summary_of("An MD is a must.", "An executive MBA is welcome.")
    assert (summary.degree_policy, summary.degree_floor) == ("required", "doctorate")


def test_no_formal_qualifications_means_no_degree() -> None:
    for line in ("No formal qualifications are necessary", "We don't mind whether you went to university"):
        assert summary_of(line).degree_policy == "not_required"


@pytest.mark.parametrize(
    ("lines", "floor"),
    [
        (["A degree in botany", "GCSE English and maths"], "bachelor"),  # the exam comes on top
        (["A degree in botany (GCSE maths is needed too)"], "bachelor"),
        (["A-levels or a degree in botany"], "high_school"),  # and here it is another way in
        (["GCSE English and maths"], "high_school"),
    ],
)
def test_school_exams_count_where_they_are_no_addition_to_a_degree(lines: list[str], floor: str) -> None:
    assert summary_of(*lines).degree_floor == floor


def test_a_degree_that_begins_a_line_is_believed_by_the_years_behind_it() -> None:
    summary = summary_of("BS, 4 yrs.")
    assert (summary.degree_floor, summary.min_years) == ("bachelor", 4)


def test_a_quote_ends_before_the_words_that_soften_what_follows() -> None:
    said = statements_of("A degree in botany, ideally with a doctorate")
    quoted = [statement.evidence.exact for statement in said if statement.kind == "degree"]
    assert quoted == ["A degree in botany", "doctorate"]
