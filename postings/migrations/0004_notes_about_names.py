"""A change of a team, place or other shared name is noted by itself; the drainer looks for its postings.

Until now the trigger did, and could not see the links of a transaction that had not ended yet: a posting that got a
team while the team was renamed kept the old name in the index. The drainer looks once both are committed. Adds two
columns (no table is rewritten), replaces five functions, and tells waiting indexes to read all names again.
"""

from django.db import migrations, models

# In 0002, which noted the postings.
NAMED = {
    "postings_team": "team",
    "postings_rolefamily": "role_family",
    "postings_employer": "employer",
    "postings_location": "location",
    "postings_term": "term",
}
FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO postings_searchnote (index_id, about, name_id)
    SELECT registered.id, '{about}', changed.id FROM changed CROSS JOIN postings_searchindex AS registered;
    PERFORM pg_notify('postings_search', '');
    RETURN NULL;
END $$
"""
READ_NAMES_AGAIN = """
UPDATE postings_searchindex SET names_stamp = names_stamp + 1;
DELETE FROM postings_searchnote WHERE about = 'names';
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0003_role_family_inferred_pay_and_edition")]
    operations = [
        migrations.RunSQL(READ_NAMES_AGAIN, migrations.RunSQL.noop),
        migrations.RemoveConstraint("searchnote", "note_about_one_thing"),
        migrations.AlterField(
            "searchnote",
            "about",
            models.CharField(
                choices=[
                    ("posting", "a posting"),
                    ("team", "a team"),
                    ("role_family", "a role family"),
                    ("employer", "an employer"),
                    ("location", "a place"),
                    ("term", "a term"),
                    ("everything", "everything"),
                ],
                max_length=11,
            ),
        ),
        migrations.AddField(
            "searchnote",
            "name_id",
            models.BigIntegerField(help_text="Only of a note about a team, a place ...", null=True),
        ),
        migrations.AddConstraint(
            "searchnote",
            models.CheckConstraint(
                condition=models.Q(about="posting", posting_id__isnull=False, name_id__isnull=True)
                | models.Q(about="everything", posting_id__isnull=True, name_id__isnull=True)
                | models.Q(
                    about__in=["team", "role_family", "employer", "location", "term"],
                    posting_id__isnull=True,
                    name_id__isnull=False,
                ),
                name="note_about_one_thing",
            ),
        ),
        migrations.AddField(
            "searchindex",
            "reached",
            models.CharField(
                blank=True,
                help_text="The build, and the state of it, in which the notes that it took are.",
                max_length=80,
            ),
        ),
        *(
            migrations.RunSQL(FUNCTION.format(table=table, about=about), migrations.RunSQL.noop)
            for table, about in NAMED.items()
        ),
    ]
