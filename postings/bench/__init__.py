"""How fast the search is, measured on the postings that are there: `manage.py bench_search`.

    mix        the searches: the same ones for the same seed and the same postings
    timing     times in order, percentiles, several clients at once
    clients    several clients of the engine, in processes of their own
    peers      the yardstick: the same answers by one GROUP BY a facet through the ORM
    comparing  times and counts of the yardstick beside the engine's
    server     the site in processes of its own, asked over HTTP, with an eye on its memory
    measures   what is measured, one function a subject
    sections   what a run is made of, in its order
    running    the figures so far, kept in a file however the run ends
    growth     the figures of two runs beside each other, with fewer postings and with more
    sides      what the README says of two runs, as one table
    report     the figures as tables and sentences for people

It writes nothing but what `measures.freshness` says, and takes that back.
"""
