"""Random histories: writers, searches and killed processes, after which index and database must agree.

    python -m tests.search.histories --count 500 --seed 1

A history is made of its seed: which processes run, what they write, when they are killed, what is damaged.
How they interleave is the machine's affair, so a seed that failed may need several runs to fail again.
"""
