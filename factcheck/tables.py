"""The YAML tables that stand beside the modules that use them: a package and a name go in, what the
table holds comes out.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from factcheck.prepared import data_of, text_of

# The same safe loader, in C where PyYAML has it: ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(package: str, name: str) -> Any:
    """What `name` in a package of factcheck holds, as plain data."""
    file = files(package).joinpath(name)
    read = partial(yaml.load, Loader=_Loader)
    return data_of(Path(str(file)), file.read_text(encoding="utf-8"), read, _made_by())


def described(loader: type) -> str:
    """Tells a loader of YAML from others, and from itself where another program has changed what
    it takes for numbers, dates or words."""
    resolvers = getattr(loader, "yaml_implicit_resolvers", {})
    words = {
        first: [(tag, pattern.pattern) for tag, pattern in of]
        for first, of in sorted(resolvers.items(), key=lambda item: str(item[0]))
    }
    return f"PyYAML {yaml.__version__} {[base.__name__ for base in loader.__mro__]} {words}"


@cache
def _made_by() -> str:
    return described(_Loader) + text_of(__file__)
