"""Skills: tools anywhere, topics where they are asked for, names that are words as well only in company."""

from __future__ import annotations

import pytest

from postings.extraction import lexicons, sections
from postings.extraction.extractors import skill
from tests.extraction.said import document, statements, values

NAMED = [
    # two products of one maker, and what a shorter name would hide
    ("Requirements\n- Knowledge of Qlik Sense", ["qlik-sense"]),
    ("Requirements\n- Knowledge of QlikView", ["qlikview"]),
    ("Requirements\n- Experience with the Linux kernel", ["linux-kernel"]),
    ("Requirements\n- Experience with AWS and Lambda", ["amazon-web-services", "aws-lambda"]),
    ("Requirements\n- Deep learning with CNN models", ["deep-learning", "neural-networks"]),
    ("Requirements\n- Triage of patients", ["triage"]),
    ("Requirements\n- Front desk experience with hotel guests", ["reception"]),
    ("Requirements\n- Cardiac telemetry experience", ["telemetry-monitoring"]),
    ("Requirements\n- Experience in designing APIs", ["api-development"]),
    ("Stack\nPython, REST API's", ["python", "rest-apis"]),
    ("Experience with Ruby on Rails and Java", ["ruby-on-rails", "java"]),
    ("You automate snake counts in our zoo with Python programming and SQL", ["python", "sql"]),
    ("Skilled in Puppet and Ansible", ["puppet", "ansible"]),
    ("Requirements\n- Lean and Six Sigma", ["lean-manufacturing", "six-sigma"]),
    ("Knowledge of Amazon Elastic Container Service (ECS)", ["amazon-ecs"]),
    ("Experience with BlackLine and product management", ["blackline", "product-management"]),
    ("Requirements\n- Collaborate with cross-functional teams", ["cross-functional-collaboration"]),
    ("We write Python, C++ and C#.", ["python", "c-plus-plus", "c-sharp"]),
    ("Node.js or .NET, and ASP.NET", ["node-js", "dotnet", "asp-net"]),
    ("Experience with R, SAS and Go", ["r", "sas", "go"]),
    ("You analyse data using R.", ["r"]),
    ("Go developers welcome", ["go"]),
    ("Proficient in Word, Excel and Access", ["microsoft-word", "microsoft-excel", "microsoft-access"]),
    ("Good knowledge of Excel", ["microsoft-excel"]),
    ("CI/CD with Jenkins", ["ci-cd", "jenkins"]),
    ("Requirements\n- Data analysis\n- SQL", ["data-analysis", "sql"]),
    ("Responsibilities\n- Carry out root cause analysis", ["root-cause-analysis"]),
    ("Experience in welding and machining", ["welding", "machining"]),
    ("Excellent communication skills and attention to detail", ["communication", "attention-to-detail"]),
    ("Python with seaborn", ["python", "seaborn"]),
    ("Knowledge of lean principles", ["lean-manufacturing"]),
    ("Requirements\n- Portfolio management of securities", ["investment-management"]),
    ("Requirements\n- System design", ["system-design"]),
    ("Requirements\n- HVAC system design", ["hvac"]),  # of ducts, not of software
    ("Requirements\n- Agile/lean methodologies", ["agile"]),
    ("Workflows with GitHub and Jira", ["github", "jira"]),
    ("Requirements\n- Decision making and negotiation", ["decision-making", "negotiation"]),
    ("Knowledge of R&D is not R, but SQL/R is", ["sql", "r"]),
]  # fmt: skip
NOT_NAMED = [
    # another sense of the word
    "Requirements\n- Bug triage",
    "Requirements\n- Front office trading knowledge",
    "Requirements\n- Telemetry of satellites",
    "Requirements\n- Fixing typing issues",
    "Requirements\n- Stress testing of bridges",
    "Requirements\n- Cash management for a bank",
    "We make films for the World Bank and CNN.",
    "Requirements\n- User interface checks",
    "Requirements\n- Identity/account management",
    "HTML Local Storage keeps your choice.",
    "Lambda builds data centers.",
    "Kronos Bio bakes medicine.",
    "Apply within Workday if you work here already.",
    # whose it is
    "GitHub's office is near.",
    "Our people worked at MongoDB and sailed.",
    "Our investors helped companies like Shopify, Salesforce and others.",
    "You build systems used daily across Zoom and Slack.",
    "Our customers use us for Kubernetes clusters.",
    "Since 2001, BlackLine has become larger.",
    # departments and aims
    "Requirements\n- Ability to work with engineers, traders, program management, and law",
    "Requirements\n- Ability to ensure customer success",
    "Responsibilities\n- Give feedback to product management",
    # names of another sense, in a text that is not about software
    "Requirements\n- Experience in feeding pandas and a python in a zoo",
    "Requirements\n- You report to Ruby, our head keeper",
    "Puppet shows every weekend",
    "You play scrum half for the town's rugby side.",
    "Requirements\n- Experience in guiding hikers in Java and Bali",
    "Requirements\n- Experience with the Lean theorem prover",
    "Requirements\n- Experience with Lean, Coq and formal proofs",
    "Requirements\n- Our senior coordinator enjoys teaching",
    "Requirements\n- One year of graduate education in hydrology",  # a field
    # people, papers and abbreviations that share a topic's name
    "Requirements\n- Reports to the Head of Data Science",
    "Responsibilities\n- Work with product management and engineering",
    "Responsibilities\n- Negotiate data processing agreements",
    "Requirements\n- A citizen of the European Cooperating States (ECS)",
    "We give a learning and development stipend to those with experience.",
    # the employer's own name
    "At BlackLine, we count. BlackLine is hiring.",
    "Requirements\n- React quickly, with swift action",
    "Rust removal on ships, confluence of events",
    "Go to our site and see Word of mouth.",
    "We excel at what we do, and have access to the lake.",
    "Our R&D is in Series C and the C-level is kind.",
    "Class C licence, Vitamin C, Hepatitis C",
    "Join our data science team in the Payroll department.",  # names of teams
    "Bachelor's degree in Statistics or Accounting",  # fields of study
    "Send your letter to java@example.com",
    "Benefits\n- Free Spark sessions with Python snakes",
    "Our rails and puppets delight children; a chef cooks.",
    "The outlook is good and the sketch is done.",
    "The company grew by sales of boats",
    "Experience with funds such as Spark Capital",
    "Skills: send PDF or Microsoft Word files",
    "Requirements\n- Software Engineering IC4 - The typical pay is high",
    "Less is more, and the rest is history.",
    "Spring is here, flask in hand, the hive hums",
    # what the employer sells, and to whom
    "Our products include Jira add-ons. Our clients: SAP and Oracle",
    "We are backed by people of Dropbox and Slack.",
    # departments, and what the work is for
    "Requirements\n- Work with sales, supply chain and finance teams",
    "Requirements\n- Stakeholders across sales, customer success and payroll",
    "Requirements\n- Ensure an optimal user experience",
    "Requirements\n- Reports that support decision making",
    # a link that is asked for
    "Send a letter and your GitHub / Bitbucket profiles.",
    "Link to GitHub",
    # another sense
    "Requirements\n- Identity and access portfolio management",
    "Requirements\n- Data instrumentation",
    "Requirements\n- Automotive SPICE, OGC WMS/WFS",
    "Requirements\n- Estimating how long it takes",
    "Script of type text/javascript",
    # not needed, and of schooling
    "Requirements\n- No Python experience needed",
    "Requirements\n- A degree in a quantitative field such as finance, economics or business intelligence",
    # of the employer itself
    "About us\nOur founders have expertise in 3D printing and fundraising.",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_it_reads_the_skills(text: str, expected: list[str]) -> None:
    assert values(skill, text) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_ordinary_words_are_no_skill(text: str) -> None:
    assert values(skill, text) == []


def test_the_employer_and_what_it_sells_are_no_skill_unless_asked_for() -> None:
    sold = "Title: Cook\nCompany: Snowflake\n\nSnowflake is built for change.\n\nRequirements\n- Python"
    asked = sold + "\n- Snowflake"
    assert [one.value for one in skill.extract(document(sold), sections.split(document(sold)))] == ["python"]
    found = skill.extract(document(asked), sections.split(document(asked)))
    assert [one.value for one in found] == ["python", "snowflake"]


def test_each_skill_is_said_once_where_it_is_asked_for() -> None:
    found = statements(
        skill,
        "Python is what we write.\n\nRequirements\n- Strong Python\n\nNice to have\n- Python 3 and Rust",
    )
    assert [(one.value, one.evidence.exact, one.strength) for one in found] == [
        ("python", "Python", "required"),
        ("rust", "Rust", "preferred"),
    ]


def test_the_lexicon_is_large_and_each_phrase_stands_for_one_skill() -> None:
    rows = lexicons.rows("skills")
    assert len(rows) >= 1_000
    assert len({row["slug"] for row in rows}) == len({row["name"] for row in rows}) == len(rows)
    phrases = [
        phrase
        for row in rows
        for mode in ("anyhow", "exact", "beside", "listed")
        for phrase in row[mode].split("|")
    ]
    known = [phrase for phrase in phrases if phrase]
    assert len(known) == len(set(known))
    assert all(phrase == phrase.lower() for row in rows for phrase in row["anyhow"].split("|"))
    assert {row["kind"] for row in rows} == {"tool", "topic", "soft"}
