"""The one Django application: postings, what they ask for, and how to find them."""

from django.apps import AppConfig


class PostingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "postings"
    verbose_name = "Postings"
