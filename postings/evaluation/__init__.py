"""How well postings are read: labels joined with their texts, read, compared and tallied. No database."""

from postings.evaluation.judging import FIELDS, Evaluation, Miss, compare, evaluate
from postings.evaluation.labels import BadLabels, Label, join, load, parse
from postings.evaluation.reads import Read, read, silence
from postings.evaluation.tallies import Figures, Tally, percent

__all__ = [
    "FIELDS",
    "BadLabels",
    "Evaluation",
    "Figures",
    "Label",
    "Miss",
    "Read",
    "Tally",
    "compare",
    "evaluate",
    "join",
    "load",
    "parse",
    "percent",
    "read",
    "silence",
]
