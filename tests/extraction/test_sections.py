"""Sections: headings as blocks and inline, and boilerplate wherever it stands."""

from __future__ import annotations

import pytest

from postings.extraction import layouts, sections
from postings.extraction.records import BlockKind, Document, RawFile, SectionKind
from postings.extraction.text import headings
from postings.extraction.text.boilerplate import spans
from postings.extraction.text.canonical import CanonicalText


def document(*blocks: tuple[BlockKind, str]) -> Document:
    canonical = CanonicalText()
    for kind, text in blocks:
        canonical.add(kind, text)
    return canonical.document("test", [])


def split(*blocks: tuple[BlockKind, str]) -> list[tuple[SectionKind, str]]:
    made = document(*blocks)
    return [
        (section.kind, " ".join(made.text[section.start : section.end].split()))
        for section in sections.split(made)
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Preferred Qualifications:", "preferred"),
        ("PREFERRED QUALIFICATIONS", "preferred"),
        ("Nice-to-haves", "preferred"),
        ("What makes you stand out", "preferred"),
        ("Brownie points for", "preferred"),
        ("Non-essential", "preferred"),
        ("Desired Candidate Skills And Experience.", "preferred"),
        ("Bonus points", "preferred"),
        ("What would be a plus", "preferred"),
        ("Desired Skills & Experience", "preferred"),
        ("Skills that would set you apart", "preferred"),
        ("Required Qualifications", "qualifications"),
        ("What you’ll need", "qualifications"),
        ("What you?ll need", "qualifications"),
        ("Who You Are", "qualifications"),
        ("Skills, accomplishments, & interests you should have:", "qualifications"),
        ("Minimum Education and Experience", "qualifications"),
        ("Education", "education"),
        ("Academic background", "education"),
        ("Responsibilities", "responsibilities"),
        ("What You Will Do At Acme", "responsibilities"),
        ("ESSENTIAL DUTIES AND RESPONSIBILITIES", "responsibilities"),
        ("About the role", "about"),
        ("ABOUT THE GIG", "about"),
        ("What we offer", "benefits"),
        ("Why you'll love working here", "benefits"),
        ("About us", "boilerplate"),
        ("Equal Opportunity Employer", "boilerplate"),
        ("How to apply", "other"),
        ("Dein Profil", "qualifications"),
        ("Vos missions", "responsibilities"),
        ("Our Berlin office", None),
        ("Sales leadership", None),
    ],
)
def test_the_kind_of_a_heading(heading: str, kind: str | None) -> None:
    assert headings.kind_of(heading) == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We plan. Requirements: 3 years", ["Requirements:"]),
        ("solution oriented Education Bachelors degree", ["Education"]),  # seed 001: a lost line break
        ("teams. Required Qualifications Bachelor's degree", ["Required Qualifications"]),
        (
            "Summary of Required Knowledge, Skills & Abilities: BS",
            ["Summary of Required Knowledge, Skills & Abilities:"],
        ),
        ("tea.ResponsibilitiesBuild pages", ["Responsibilities"]),
        ("clay • Assets • MBA", ["Assets"]),  # between two bullets a word is a line
        ("clay • Assets of a bank • MBA", []),
        ("work at a kiln What makes you stand out Master's degree", ["What makes you stand out"]),
        ("we ask what makes you stand out Master's degree", []),
        ("happy. What you'll do Drive", ["What you'll do"]),
        ("we show What you'll do", []),
        ("and two more Required qualifications: BS", ["Required qualifications:"]),
        ("Visa Requirements: none", ["Visa Requirements:"]),
        ("fluent in English Preferred: CPP", ["Preferred:"]),
        ("a Master of Education Degree", []),
        ("in Higher Education Management", []),
        ("our Education Team", []),
        ("Required qualifications include a degree", []),
        ("meets the Job Requirements and more", []),
        ("solid experience in payroll", []),
        ("the following requirements: a degree", []),
        ("(preferred: cloud services)", []),  # seed 003
        ("a kind team Preferred Skills Experience with clay", ["Preferred Skills"]),
        ("we list the Preferred Skills Experience with clay", []),
        ("with a kiln (any). Nice to have - PhD", ["Nice to have -"]),  # a dash for a colon
        ("tea is nice to have - PhD", []),
        ("by hand. Set You Apart Bachelor's degree", ["Set You Apart"]),
        ("Experience driving change", []),
        ("Benefits administration experience", []),
    ],
)
def test_headings_in_running_text(text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in headings.inline(text, 0, len(text))] == found


def test_a_heading_carries_to_the_next_one() -> None:
    assert split(
        ("title", "Clerk"),
        ("paragraph", "We count."),
        ("heading", "Preferred qualifications"),
        ("bullet", "Excel"),
        ("bullet", "Word"),
        ("heading", "Education"),
        ("bullet", "A degree"),
        ("field", "Oslo"),
    ) == [
        ("title", "Clerk"),
        ("about", "We count."),
        ("preferred", "Preferred qualifications Excel Word"),
        ("education", "Education A degree"),
        ("fields", "Oslo"),
    ]


def test_an_unknown_heading_goes_on_in_duties_but_ends_preferences_and_benefits() -> None:
    assert [kind for kind, _ in split(
        ("heading", "Responsibilities"),
        ("heading", "Sales leadership"),
        ("bullet", "Lead"),
        ("heading", "Nice to have"),
        ("bullet", "Clay"),
        ("heading", "Somewhere else"),
        ("paragraph", "Text."),
        ("heading", "Benefits"),
        ("heading", "The second floor"),
        ("paragraph", "Text."),
    )] == ["responsibilities", "responsibilities", "preferred", "other", "benefits", "other"]  # fmt: skip


def test_a_section_begins_in_the_middle_of_a_block() -> None:
    assert split(("paragraph", "We plan. Required: a degree. Preferred: a second one. Benefits: tea.")) == [
        ("about", "We plan."),
        ("qualifications", "Required: a degree."),
        ("preferred", "Preferred: a second one."),
        ("benefits", "Benefits: tea."),
    ]


def test_boilerplate_is_cut_out_and_what_follows_goes_on() -> None:
    assert split(
        ("heading", "Requirements"),
        ("paragraph", "A degree. Acme is an equal opportunity employer. No regard to age. Also a licence."),
    ) == [
        ("qualifications", "Requirements A degree."),
        ("boilerplate", "Acme is an equal opportunity employer."),
        ("qualifications", "No regard to age. Also a licence."),
    ]


def test_an_employer_about_itself_is_no_requirement_where_the_posting_asks_elsewhere() -> None:
    about: list[tuple[BlockKind, str]] = [
        ("heading", "About us"),
        ("paragraph", "We have 30 years of experience."),
    ]
    asks: list[tuple[BlockKind, str]] = [("heading", "Requirements"), ("bullet", "A degree")]
    assert [kind for kind, _ in split(*about, *asks)] == ["boilerplate", "qualifications"]
    assert [kind for kind, _ in split(*about)] == ["about"]  # all that there is: it may hold everything


def test_sections_cover_the_text_without_overlap() -> None:
    made = document(
        ("paragraph", "Requirements: a degree. We are an equal opportunity employer."),
        ("heading", "Benefits"),
        ("field", "Oslo"),
    )
    position = 0
    for section in sections.split(made):
        assert section.start == position < section.end
        position = section.end
    assert position == len(made.text)


def test_a_document_without_blocks_has_no_sections() -> None:
    assert sections.split(document()) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme is an Equal Opportunity Employer.",
        "All applicants are considered without regard to race, colour or creed.",
        "We do not discriminate on the basis of age.",
        "Ask us for a reasonable accommodation.",
        "We are an EOE.",
        "Read our privacy policy.",
        "We use cookies.",
        "Unsolicited resumes from agencies become ours.",
    ],
)
def test_sentences_that_every_posting_repeats(sentence: str) -> None:
    text = f"A degree is required. {sentence} Five years of tax."
    assert [text[start:end] for start, end in spans(text)] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Experience with equality law.",
        "You see an opportunity in every problem.",
        "Knowledge of diverse databases.",
        "Five years in accommodation and travel.",
        "You keep personal records of sailors.",
        "A proven record in videoeoediting.",  # "eoe" inside a word
    ],
)
def test_sentences_that_ask_for_something_are_not_boilerplate(sentence: str) -> None:
    assert spans(sentence) == []


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Minimum of a Bachelor's degree in Law", True),
        ("Bachelor's degree is preferred but not required", True),
        ("BS or higher in Botany", True),
        ("Bachelor's Degree", False),  # the choice of a form
        ("We pay for a Bachelor's degree in Law", False),
        ("Master bakers from Lyon teach you", False),
    ],
)
def test_a_line_that_asks_for_a_degree_ends_the_benefits(line: str, asks: bool) -> None:
    kinds = [
        kind for kind, _ in split(("heading", "Benefits"), ("paragraph", "Free bread"), ("paragraph", line))
    ]
    assert kinds == (["benefits", "qualifications"] if asks else ["benefits"])


def test_a_long_bracket_stands_between_a_heading_and_its_colon() -> None:
    text = "Desired skills (none is needed, you will learn some of them on the job): BS in art"
    assert split(("paragraph", text))[0][0] == "preferred"


@pytest.mark.parametrize(
    ("headings_above", "label", "kind"),
    [
        (["Preferred Qualifications"], "Education", "preferred"),  # a part of what is preferred
        (["Preferred Qualifications"], "Tools of the trade", "preferred"),
        (["Preferred Qualifications"], "Responsibilities", "responsibilities"),
        (["Preferred Qualifications"], "Required Qualifications", "qualifications"),
        (["Required Qualifications"], "Education", "education"),
        (["Basic Skills"], "Ideal Skills", "preferred"),
        (["Our day"], "Ideal Skills", "qualifications"),
    ],
)
def test_headings_above_a_heading_say_how_much_is_wanted(
    headings_above: list[str], label: str, kind: str
) -> None:
    above: list[tuple[BlockKind, str]] = [("heading", heading) for heading in headings_above]
    found = split(("title", "Baker"), *above, ("heading", label), ("bullet", "Five years"))
    assert found[-1] == (kind, f"{label} Five years")


def test_a_label_stands_beside_preferences_that_have_been_told() -> None:
    told = split(
        ("title", "Baker"),
        ("heading", "Preferred Qualifications"),
        ("bullet", "Clay"),
        ("heading", "Education"),
        ("bullet", "A diploma"),
    )
    assert [kind for kind, _ in told] == ["title", "preferred", "education"]


def test_the_labels_of_a_preference_follow_each_other() -> None:
    line = "Bake with us. Ideally you'd have: Education: A diploma. Experience: Seven years with rye."
    assert [kind for kind, _ in split(("paragraph", line))][1:] == ["preferred"] * 3


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Brownie points for", True),
        ("Even better if you have", True),
        ("Desired Skills And Experience.", True),  # a full stop behind a title
        ("Desired skills and experience are many.", False),
        ("Nice to have.", False),
        ("We look for", False),
    ],
)
def test_a_heading_that_leads_on_or_ends_with_a_stop_stands_alone(line: str, alone: bool) -> None:
    assert headings.stands_alone(line) is alone


def test_a_marked_line_above_a_marked_list_is_a_heading() -> None:
    read = layouts.parse(RawFile("p.txt", "Title: Potter\n\nNeeds\n✔ BS\n❖ Pluses\n✔ Ph.D.\n", "utf-8"))
    kinds = {read.text[s.start : s.end].split()[-1]: s.kind for s in sections.split(read)}
    assert kinds["Ph.D."] == "preferred"
