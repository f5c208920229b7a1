"""The admin: people see a posting beside its text, and every decision of theirs is a correction."""
