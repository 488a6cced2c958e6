"""The YAML tables that stand beside the modules that use them: a package and a name go in, what the
table holds comes out.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# The same safe loader, in C where PyYAML has it: ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(package: str, name: str) -> Any:
    """What `name` in a package of factcheck holds, as plain data."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)
