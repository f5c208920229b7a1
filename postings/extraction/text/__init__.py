"""Text itself: repaired characters, lines, headings, sentences, and the words of a lexicon in it."""
