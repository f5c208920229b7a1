"""The admin: Django's own, where people look at postings beside their text and decide about them.

Nothing here writes a posting: decisions go through `postings.corrections`, and the loader writes.
"""

from django.contrib import admin

from postings.admin import history, posting, vocabulary

admin.site.site_header = "jobsite"
admin.site.site_title = "jobsite"
admin.site.index_title = "Postings and their vocabulary"

__all__ = ["history", "posting", "vocabulary"]
