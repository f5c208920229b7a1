"""A posting, its texts, and what it asks for.

The columns of `Posting` hold *effective* values: a person's correction where there is one, else what the
machine read last. Only `postings.loader` writes here. The values and their rules are those of
`postings.extraction.summary`; the constraints repeat what must hold whatever wrote the row.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from postings.models.vocabulary import Employer, Location, RoleFamily, Team, Term


class DegreeLevel(models.TextChoices):
    HIGH_SCHOOL = "high_school", "High school"
    CERTIFICATE = "certificate", "Certificate"
    ASSOCIATE = "associate", "Associate"
    BACHELOR = "bachelor", "Bachelor's"
    MASTER = "master", "Master's"
    DOCTORATE = "doctorate", "Doctorate"


class DegreePolicy(models.TextChoices):
    REQUIRED = "required", "Required"
    REQUIRED_OR_EXPERIENCE = "required_or_experience", "Required, or experience"
    PREFERRED_ONLY = "preferred_only", "Preferred only"
    NOT_REQUIRED = "not_required", "No degree needed"
    NOT_STATED = "not_stated", "Not stated"


class ExperienceState(models.TextChoices):
    REQUIRED = "required", "Required"
    PREFERRED_ONLY = "preferred_only", "Preferred only"
    ASKED_NO_NUMBER = "asked_no_number", "Asked, without a number"
    EXPLICITLY_NONE = "explicitly_none", "None needed"
    INSTEAD_OF_DEGREE = "instead_of_degree", "Only in place of a degree"
    NOT_STATED = "not_stated", "Not stated"


class Strength(models.TextChoices):
    REQUIRED = "required", "Required"
    PREFERRED = "preferred", "Preferred"


class PayPeriod(models.TextChoices):
    HOUR = "hour", "Hour"
    DAY = "day", "Day"
    WEEK = "week", "Week"
    TWO_WEEKS = "two_weeks", "Two weeks"
    MONTH = "month", "Month"
    YEAR = "year", "Year"


FLOORED = [DegreePolicy.REQUIRED, DegreePolicy.REQUIRED_OR_EXPERIENCE]


class Posting(models.Model):
    """One job, however many files hold it."""

    title = models.CharField(max_length=500)
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.SET_NULL, related_name="postings"
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="postings")
    role_families = models.ManyToManyField(RoleFamily, blank=True, related_name="postings")
    role_family_inferred = models.BooleanField(
        default=False, help_text="No role family is stated; it was inferred from the title."
    )
    locations = models.ManyToManyField(Location, blank=True, related_name="postings")

    degree_policy = models.CharField(max_length=22, choices=DegreePolicy, default=DegreePolicy.NOT_STATED)
    degree_floor = models.CharField(max_length=11, choices=DegreeLevel, null=True, blank=True)
    degree_preferred = models.CharField(max_length=11, choices=DegreeLevel, null=True, blank=True)
    experience_state = models.CharField(
        max_length=17, choices=ExperienceState, default=ExperienceState.NOT_STATED
    )
    min_years = models.FloatField(null=True, blank=True)
    max_years = models.FloatField(null=True, blank=True)
    paths = models.JSONField(
        default=list,
        blank=True,
        help_text="Alternatives that tie a degree to years: [[level or null, years or null], ...].",
    )
    common_min_years = models.FloatField(
        null=True, blank=True, help_text="A minimum stated outside the alternatives; it binds each of them."
    )
    contradictory = models.BooleanField(
        default=False, help_text="The same level is both required and preferred, with no other condition."
    )
    pay_minimum = models.FloatField(null=True, blank=True)
    pay_maximum = models.FloatField(null=True, blank=True)
    pay_currency = models.CharField(max_length=3, null=True, blank=True, help_text="ISO 4217: USD, EUR ...")
    pay_period = models.CharField(max_length=9, choices=PayPeriod, null=True, blank=True)
    unsure = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, help_text="What the machine asks a person."
    )
    review = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Why a person should look again.",
    )
    hidden = models.BooleanField(default=False, help_text="Left out of every search, for everybody.")

    number_scope = models.CharField(
        max_length=220,
        null=True,
        blank=True,
        help_text="The site or employer within which the number is unique; empty where neither is known.",
    )
    job_number = models.CharField(max_length=80, null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    first_loaded = models.DateTimeField(auto_now_add=True)
    loaded = models.DateTimeField(help_text="When the text that is shown was loaded.")
    version = models.OneToOneField(
        "PostingVersion",
        null=True,
        on_delete=models.SET_NULL,
        related_name="shown_by",
        help_text="The text that is shown.",
    )

    class Meta:
        ordering = ["-loaded", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number_scope", "job_number"], name="posting_number_once"),
            models.CheckConstraint(
                condition=Q(number_scope__isnull=True) | Q(job_number__isnull=False),
                name="posting_scope_goes_with_number",
            ),
            models.CheckConstraint(
                condition=Q(degree_policy__in=FLOORED, degree_floor__isnull=False)
                | (~Q(degree_policy__in=FLOORED) & Q(degree_floor__isnull=True)),
                name="posting_floor_goes_with_policy",
            ),
            models.CheckConstraint(
                condition=Q(degree_policy__in=DegreePolicy.values), name="posting_degree_policy_known"
            ),
            models.CheckConstraint(
                condition=Q(degree_floor__isnull=True) | Q(degree_floor__in=DegreeLevel.values),
                name="posting_degree_floor_known",
            ),
            models.CheckConstraint(
                condition=Q(degree_preferred__isnull=True) | Q(degree_preferred__in=DegreeLevel.values),
                name="posting_degree_preferred_known",
            ),
            models.CheckConstraint(
                condition=Q(experience_state__in=ExperienceState.values),
                name="posting_experience_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(experience_state="required") | Q(min_years__isnull=False),
                name="posting_required_years_have_a_number",
            ),
            models.CheckConstraint(
                condition=Q(min_years__isnull=True) | Q(min_years__gte=0, min_years__lte=25),
                name="posting_years_believable",
            ),
            models.CheckConstraint(
                condition=Q(max_years__isnull=True)
                | Q(min_years__isnull=False, max_years__gte=F("min_years")),
                name="posting_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(pay_currency__isnull=True, pay_minimum__isnull=True, pay_maximum__isnull=True)
                | (
                    Q(pay_currency__isnull=False)
                    & (Q(pay_minimum__isnull=False) | Q(pay_maximum__isnull=False))
                ),
                name="posting_pay_amount_goes_with_currency",
            ),
            models.CheckConstraint(
                condition=Q(pay_period__isnull=True)
                | Q(pay_currency__isnull=False, pay_period__in=PayPeriod.values),
                name="posting_pay_period_known",
            ),
            models.CheckConstraint(
                condition=Q(pay_minimum__isnull=True)
                | Q(pay_maximum__isnull=True)
                | Q(pay_minimum__gte=0, pay_maximum__gte=F("pay_minimum")),
                name="posting_pay_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=~Q(review=[]), name="posting_due_for_review"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of(self.pk, self.title)

    @property
    def slug(self) -> str:
        """The readable end of the URL; the number before it is what counts."""
        return slug_of(self.title)


def address_of(pk: int, title: str) -> str:
    """The path of a posting's page, for whoever has no instance."""
    return reverse("postings:posting", kwargs={"pk": pk, "slug": slug_of(title)})


def slug_of(title: str) -> str:
    return slugify(title)[:80] or "posting"


class PostingVersion(models.Model):
    """One text of a posting. A new text adds a version; the old ones stay and can be compared.

    A text that comes back (a file changed and changed again) is the version that it was before.
    """

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Canonical text: what the evidence points into.")
    text_sha256 = models.BinaryField(max_length=32)
    blocks = models.JSONField(
        default=list, help_text="The text's paragraphs, headings and bullets: [[kind, start, end], ...]."
    )
    run = models.ForeignKey("IngestRun", null=True, on_delete=models.SET_NULL, related_name="versions")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["posting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["posting", "text_sha256"], name="version_text_once"),
        ]
        indexes = [models.Index(fields=["text_sha256"], name="version_text")]

    def __str__(self) -> str:
        return f"{self.posting} (text {self.number})"


class Requirement(models.Model):
    """One statement of the posting, with the words that prove it (`extraction.records.Statement`).

    A row without a span is a person's own: a correction whose words a later text no longer holds.
    """

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=32)
    value = models.TextField(null=True, blank=True)
    term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.PROTECT, related_name="requirements"
    )
    level = models.CharField(max_length=11, choices=DegreeLevel, null=True, blank=True)
    years_min = models.FloatField(null=True, blank=True)
    years_max = models.FloatField(null=True, blank=True)
    strength = models.CharField(max_length=9, choices=Strength, null=True, blank=True)
    or_experience = models.BooleanField(default=False)
    path = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(blank=True)
    rule = models.CharField(max_length=80)
    unsure = models.CharField(max_length=80, null=True, blank=True)
    corrected = models.BooleanField(default=False, help_text="A person set this.")

    class Meta:
        ordering = ["posting", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True, corrected=True) | Q(start__lt=F("end")),
                name="requirement_span_or_person",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__in=DegreeLevel.values),
                name="requirement_level_known",
            ),
            models.CheckConstraint(
                condition=Q(strength__isnull=True) | Q(strength__in=Strength.values),
                name="requirement_strength_known",
            ),
            models.CheckConstraint(
                condition=Q(years_min__isnull=True) | Q(years_min__gte=0), name="requirement_years_positive"
            ),
        ]
        indexes = [models.Index(fields=["kind", "term"], name="requirement_kind_term")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value or self.level or self.years_min}"
