"""Puts a document together from what a layout found: title, stated facts, lines of the body."""
