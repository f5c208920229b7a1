"""The tables, by subject: what people search for, what was loaded, and what people corrected."""

from postings.models.correction import Correction, CorrectionLog, VocabularyLog
from postings.models.files import Collection, FileOutcome, IngestRun, SourceFile
from postings.models.outbox import SearchIndex, SearchNote
from postings.models.posting import Posting, PostingVersion, Requirement
from postings.models.vocabulary import (
    Employer,
    EmployerAlias,
    Location,
    RoleFamily,
    RoleFamilyAlias,
    Team,
    TeamAlias,
    Term,
)

__all__ = [
    "Collection",
    "Correction",
    "CorrectionLog",
    "Employer",
    "EmployerAlias",
    "FileOutcome",
    "IngestRun",
    "Location",
    "Posting",
    "PostingVersion",
    "Requirement",
    "RoleFamily",
    "RoleFamilyAlias",
    "SearchIndex",
    "SearchNote",
    "SourceFile",
    "Team",
    "TeamAlias",
    "Term",
    "VocabularyLog",
]
