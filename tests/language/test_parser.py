"""Language models are loaded once."""

from __future__ import annotations

from factcheck.language.models import DEFAULT_MODEL, LANGUAGE
from factcheck.language.parser import load_model


def test_a_model_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_model() is load_model(DEFAULT_MODEL) is load_model(DEFAULT_MODEL, LANGUAGE)
