"""What is paid, whether the role family was inferred, and which rules read a file.

The columns are added without rewriting a row (each is empty or has a constant default). The three checks read
the table of postings once, a second or so for a million, while nobody else uses it. The triggers of migration
0002 are on whole rows, so they note changes of these columns too. What was loaded before gets its values with
the next `ingest`, which reads again what other rules than those of today have read.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0002_search_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="pay_currency",
            field=models.CharField(blank=True, help_text="ISO 4217: USD, EUR ...", max_length=3, null=True),
        ),
        migrations.AddField(
            model_name="posting",
            name="pay_maximum",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="posting",
            name="pay_minimum",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="posting",
            name="pay_period",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hour", "Hour"),
                    ("day", "Day"),
                    ("week", "Week"),
                    ("two_weeks", "Two weeks"),
                    ("month", "Month"),
                    ("year", "Year"),
                ],
                max_length=9,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="role_family_inferred",
            field=models.BooleanField(
                default=False, help_text="No role family is stated; it was inferred from the title."
            ),
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="edition",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The rules that read it last; empty where they are not known.",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("pay_currency__isnull", True),
                        ("pay_maximum__isnull", True),
                        ("pay_minimum__isnull", True),
                    ),
                    models.Q(
                        ("pay_currency__isnull", False),
                        models.Q(
                            ("pay_minimum__isnull", False), ("pay_maximum__isnull", False), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="posting_pay_amount_goes_with_currency",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_period__isnull", True),
                    models.Q(
                        ("pay_currency__isnull", False),
                        ("pay_period__in", ["hour", "day", "week", "two_weeks", "month", "year"]),
                    ),
                    _connector="OR",
                ),
                name="posting_pay_period_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_minimum__isnull", True),
                    ("pay_maximum__isnull", True),
                    models.Q(("pay_maximum__gte", models.F("pay_minimum")), ("pay_minimum__gte", 0)),
                    _connector="OR",
                ),
                name="posting_pay_in_order",
            ),
        ),
    ]
