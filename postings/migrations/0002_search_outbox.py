"""The triggers that note, for every registered search index, what changed.

Statement-level and append-only, in the transaction of the change: no writer can forget them, be it the ORM, bulk
statements, COPY, MERGE, cascades or raw SQL. (A session with `session_replication_role = replica` can.) Three
triggers a table, because PostgreSQL allows a transition table neither several events nor a list of columns.
Locks each table for the moment that adding its triggers takes; rewrites nothing.
"""

from collections.abc import Iterator

from django.db import migrations

# Which postings some rows of a table are about.
POSTINGS_OF = {
    "postings_posting": "SELECT id FROM {rows}",
    "postings_requirement": "SELECT posting_id FROM {rows}",
    "postings_postingversion": "SELECT posting_id FROM {rows}",
    "postings_posting_teams": "SELECT posting_id FROM {rows}",
    "postings_posting_role_families": "SELECT posting_id FROM {rows}",
    "postings_posting_locations": "SELECT posting_id FROM {rows}",
}
# The same for the tables of names. A new name is not noted: no posting has it before a link is made.
POSTINGS_OF_NAMES = {
    "postings_team": """
        SELECT posting_id FROM postings_posting_teams link JOIN {rows} ON link.team_id = {rows}.id""",
    "postings_rolefamily": """
        SELECT posting_id FROM postings_posting_role_families link
        JOIN {rows} ON link.rolefamily_id = {rows}.id""",
    "postings_employer": """
        SELECT posting.id FROM postings_posting posting JOIN {rows} ON posting.employer_id = {rows}.id""",
    "postings_location": """
        WITH RECURSIVE below (id) AS (
            SELECT id FROM {rows}
            UNION SELECT place.id FROM postings_location place JOIN below ON place.parent_id = below.id
        )
        SELECT posting_id FROM postings_posting_locations link JOIN below ON link.location_id = below.id""",
    "postings_term": """
        SELECT posting_id FROM postings_requirement asked JOIN {rows} ON asked.term_id = {rows}.id""",
}

NOTE = """
    INSERT INTO postings_searchnote (index_id, about, posting_id)
    SELECT registered.id, 'posting', touched.id
    FROM (SELECT DISTINCT * FROM ({postings}) AS found) AS touched (id)
    CROSS JOIN postings_searchindex AS registered
    WHERE touched.id IS NOT NULL;
"""
NOTE_NAMES = """
    INSERT INTO postings_searchnote (index_id, about)
    SELECT id, 'names' FROM postings_searchindex WHERE EXISTS (SELECT FROM changed);
"""
# `before` exists in an update alone: PL/pgSQL does not look at a statement that it does not come to.
FUNCTION = """
CREATE FUNCTION {table}_search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {note_changed}
    IF TG_OP = 'UPDATE' THEN {note_before} END IF;
    {note_names}
    PERFORM pg_notify('postings_search', '');
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER {table}_search_{event} AFTER {event} ON {table} REFERENCING {rows}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_search_note()
"""
ROWS = {
    "insert": "NEW TABLE AS changed",
    "delete": "OLD TABLE AS changed",
    "update": "OLD TABLE AS before NEW TABLE AS changed",
}
EVERYTHING = """
CREATE FUNCTION postings_search_note_everything() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO postings_searchnote (index_id, about) SELECT id, 'everything' FROM postings_searchindex;
    PERFORM pg_notify('postings_search', '');
    RETURN NULL;
END $$
"""
TRUNCATED = """
CREATE TRIGGER {table}_search_truncate AFTER TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION postings_search_note_everything()
"""


def function(table: str, postings: str) -> str:
    return FUNCTION.format(
        table=table,
        note_changed=NOTE.format(postings=postings.format(rows="changed")),
        note_before=NOTE.format(postings=postings.format(rows="before")),
        note_names=NOTE_NAMES if table in POSTINGS_OF_NAMES else "",
    )


def operations() -> Iterator[migrations.RunSQL]:
    yield migrations.RunSQL(EVERYTHING, "DROP FUNCTION postings_search_note_everything()")
    for table, postings in (POSTINGS_OF | POSTINGS_OF_NAMES).items():
        yield migrations.RunSQL(function(table, postings), f"DROP FUNCTION {table}_search_note()")
        for event, rows in ROWS.items():
            if not (table in POSTINGS_OF_NAMES and event == "insert"):
                made = TRIGGER.format(table=table, event=event, rows=rows)
                yield migrations.RunSQL(made, f"DROP TRIGGER {table}_search_{event} ON {table}")
        yield migrations.RunSQL(
            TRUNCATED.format(table=table), f"DROP TRIGGER {table}_search_truncate ON {table}"
        )


class Migration(migrations.Migration):
    dependencies = [("postings", "0001_initial")]
    operations = list(operations())
