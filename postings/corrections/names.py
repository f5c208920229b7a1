"""A person's decisions about names that postings share. Postings follow at once and at every ingest."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from postings import loader
from postings.corrections.actions import By, one_decision
from postings.loader import merging
from postings.loader.identity import scope_of
from postings.loader.vocabulary import LONGEST_NAME, Vocabulary, vocabulary_of
from postings.models import Correction, Employer, Posting, VocabularyLog
from postings.models.correction import CorrectionKind
from postings.models.vocabulary import Alias, NamedValue

Action = VocabularyLog.Action


@one_decision
def merge(source: NamedValue, target: NamedValue, by: By, why: str) -> None:
    """Make two values one: postings and aliases of `source` go to `target`, its name becomes an alias."""
    if type(source) is not type(target):
        raise ValidationError("Only two values of the same kind can be merged.")
    if source.pk == target.pk:
        raise ValidationError(f"{source} cannot be merged into itself.")
    name = source.name
    merging.merge(source, target)
    _log(vocabulary_of(target), Action.MERGE, name, target.name, by, why)
    _reload_numbers(target, name)


@one_decision
def rename(value: NamedValue, name: str, by: By, why: str) -> None:
    """Show the value under another name. Postings that say the old name still find it."""
    tidy, old = check_name(value, name, but_own_alias=True), value.name
    if tidy == old:
        return
    merging.rename(value, tidy)
    _log(vocabulary_of(value), Action.RENAME, old, tidy, by, why)
    _reload_numbers(value, old)


@one_decision
def add_alias(value: NamedValue, name: str, by: By, why: str) -> Alias:
    """Read another spelling as this value."""
    tidy, vocabulary = check_name(value, name), vocabulary_of(value)
    alias = vocabulary.aliases._default_manager.create(name=tidy, **{vocabulary.owner: value})
    _log(vocabulary, Action.ALIAS, tidy, value.name, by, why)
    return alias


@one_decision
def remove_alias(alias: Alias, by: By, why: str) -> None:
    """Read a spelling as itself again, for all postings that use it; job numbers go with their employer."""
    vocabulary = next(one for one in loader.VOCABULARIES.values() if isinstance(alias, one.aliases))
    owner = getattr(alias, vocabulary.owner).name
    _log(vocabulary, Action.UNALIAS, alias.name, owner, by, why)
    name = alias.name
    alias.delete()
    saying = _postings_that_say(vocabulary, name)
    merging.relink(vocabulary, saying)
    if vocabulary.kind == CorrectionKind.EMPLOYER:
        loader.reload(Posting.objects.filter(pk__in=saying, number_scope=scope_of(None, owner)))


def check_name(value: NamedValue, name: str, *, but_own_alias: bool = False) -> str:
    """The tidy name, when no other value has it as its name or among its aliases; ValidationError else."""
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME:
        raise ValidationError(f"A name has 1 to {LONGEST_NAME} characters.")
    if not but_own_alias and tidy.lower() == value.name.lower():
        raise ValidationError(f"This is {value.name} already.")
    vocabulary = vocabulary_of(value)
    other = vocabulary.values._default_manager.filter(name__iexact=tidy).exclude(pk=value.pk).first()
    if other is not None:
        raise ValidationError(f"{other} is a value of its own: merge the two instead.")
    alias = vocabulary.aliases._default_manager.filter(name__iexact=tidy).first()
    if alias is not None and not (but_own_alias and getattr(alias, vocabulary.owner) == value):
        raise ValidationError(f"This is an alias of {getattr(alias, vocabulary.owner)} already.")
    return tidy


def _postings_that_say(vocabulary: Vocabulary, name: str) -> set[int]:
    """The postings whose text states the name, or for which a person has."""
    stated = Posting.objects.filter(requirements__kind=vocabulary.kind, requirements__value__iexact=name)
    corrected = [
        correction.posting_id
        for correction in Correction.objects.filter(kind=vocabulary.kind)
        if name.lower() in (given.lower() for given in _names_in(correction.value.get(vocabulary.kind)))
    ]
    return {*stated.values_list("pk", flat=True), *corrected}


def _names_in(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _reload_numbers(value: NamedValue, old: str) -> None:
    """Job numbers that both employers had stay with the one that had them first; the others are looked at."""
    if isinstance(value, Employer):
        loader.reload(Posting.objects.filter(number_scope=scope_of(None, old)))


def _log(vocabulary: Vocabulary, action: str, before: str, after: str, by: By, why: str) -> None:
    VocabularyLog.objects.create(
        vocabulary=vocabulary.kind, action=action, before=before, after=after, by=by, why=why
    )
