"""Synthetic postings, for measurements: any number of them, the same ones for the same seed.

Text and statements are written together, so every statement knows the words that prove it and nothing has to
be extracted. Pure, as extraction is: no Django, no database, no clock.

    vocabulary   the words, from those that every fifth posting holds to those of one in two thousand
    world        who hires whom where: employers, teams, places, and what each role family asks for
    demands      degrees and years in the wordings of postings, with their statements
    prose        the sentences around them
    page         pieces of text with what they state, one after the other
    sections     what is asked for, as pieces
    facts        who hires where, since when and for how much, as pieces
    making       one posting of a seed by its number
    lines, rows  postings for COPY
    shared       memory in which processes hand them over

Each says that it is synthetic: in its text, in its employer's name and in the path of its file.
"""
