"""Organizations in a parsed sentence: the full name, and the word of its own that begins it.

Comes in: a word of a name. Goes out: both, for names that say what sort of organization it is
('… Bank', '… Ltd') and begin with a word that is no place and no common word.
"""

from __future__ import annotations

from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.actors import ActorKind
from factcheck.values.names import Name
from factcheck.values.organization_names import OrganizationName
from factcheck.values.places import lookup_state


def organization_name_of(token: Token, document: Document) -> OrganizationName | None:
    """The full name of an organization that begins with a word of its own."""
    mention = document.mention_at(token)
    if mention is None or mention.actor.kind is not ActorKind.ORGANIZATION:
        return None
    words = mention.actor.key.split()
    is_company = document.lexicon.has("legal_forms", words[-1])
    if is_company:
        words = words[:-1]
    named_sort = is_company or (bool(words) and document.lexicon.has("institutions", words[-1]))
    if len(words) < 2 or not named_sort or not _is_own(words[0], document):
        return None
    return OrganizationName(" ".join(words), mention.actor.name)


def first_word_of(token: Token, document: Document) -> Name | None:
    """The word that begins such a name."""
    name = organization_name_of(token, document)
    return Name(name.normal.split()[0], name.label) if name is not None else None


def _is_own(word: str, document: Document) -> bool:
    """Whether a word names this organization alone: no place, no people, no common word."""
    common = document.lexicon.has("common_first_words", word)
    return not common and word not in document.place_names and lookup_state(word.title()) is None
