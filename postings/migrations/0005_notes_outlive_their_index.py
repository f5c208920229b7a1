"""A note no longer refers to its index by a foreign key.

An index that is forgotten while somebody writes would end that writer: its notes refer to a row that is gone.
Such notes stay now, and are swept by the next drainer. Takes the lock of the notes' table for a moment.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("postings", "0004_notes_about_names")]
    operations = [
        migrations.AlterField(
            "searchnote",
            "index",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="notes",
                to="postings.searchindex",
            ),
        ),
    ]
