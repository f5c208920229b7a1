"""From rows to what a page prints: words, quotes, notes in the margin. No markup, no request, no writing.

Templates print and do not decide, so everything that has to be decided for them is decided here.
"""
