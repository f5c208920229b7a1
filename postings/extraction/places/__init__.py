"""Places: the gazetteer, and the lines that state where the work is."""
