"""Required or preferred: the words that say it, for a span or a line of many (semantics.md, section 1)."""
