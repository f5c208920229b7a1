"""`manage.py serve`: the demo without its samples, for one's own postings."""

from postings.management.commands import demo


class Command(demo.Command):
    help = "Bring database, index and static files up to date and serve the site."
    with_samples = False
