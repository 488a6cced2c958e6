"""Rules to begin with, one for each kind of answer; each works as it stands."""

from __future__ import annotations

import re
from importlib.resources import files

from factcheck.rules.source import RuleError

ID = re.compile(r"([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)")


def answers() -> tuple[str, ...]:
    """The kinds of answer that there is a template for."""
    found = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in found if n.endswith(".yaml")))


def new_pack(rule_id: str, answer: str) -> str:
    """The text of a rule file with one rule of this id. Raises RuleError where that is no id."""
    name = ID.fullmatch(rule_id)
    if name is None:
        raise RuleError(
            f"'{rule_id}' is no id of a rule: give PACK.RULE in lower-case letters, digits and "
            "hyphens, such as ferries.fare"
        )
    text = (files(__name__) / f"{answer}.yaml").read_text(encoding="utf-8")
    return re.sub(r"\bPACK\b", name[1], re.sub(r"\bRULE\b", name[2], text))
