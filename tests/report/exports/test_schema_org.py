"""JSON-LD: expanded by a processor of JSON-LD, and every word of it is schema.org's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
import schema_org
from pyld import jsonld

from factcheck.model import Report, Stated, Verdict
from factcheck.report import to_json
from factcheck.report.exports import EXPORTS
from factcheck.report.exports.schema_org import CONTEXT
from tests.report.exports.hostile import HOSTILE, hostile

BASE = "https://news.example/reports/week.jsonld"
VOCABULARY = "https://schema.org/"
DATA_TYPES = {"Text", "URL", "Date", "DateTime", "Number", "Boolean", "Integer", "Time"}


def exported(report: Report) -> Any:
    """The document as a program reads it."""
    (make,) = EXPORTS["json-ld"].files.values()
    return json.loads(make(report))


def context_without_network(url: str, options: object) -> dict[str, object]:
    """What schema.org's context comes to for what is used here: its words, nothing else."""
    assert url == CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": {"@vocab": VOCABULARY}},
    }


def expanded(report: Report) -> Any:
    options = {"base": BASE, "documentLoader": context_without_network}
    (document,) = jsonld.expand(exported(report), options)
    return document


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Every thing with a type in an expanded document."""
    if isinstance(part, dict):
        if "@type" in part:
            yield part
        for value in part.values():
            yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)


def schema_type(iri: str) -> Any:
    """The model of a type of schema.org; its name must be one."""
    assert iri.startswith(VOCABULARY)
    return getattr(schema_org, iri.removeprefix(VOCABULARY))


def all_types(iri: str) -> set[str]:
    """A type and those above it."""
    return set(schema_type(iri).SCHEMA_TYPES)


def problems_of(node: dict[str, Any]) -> Iterator[str]:
    """What schema.org has against a thing: properties that its type does not have or that are
    superseded, and values of types that the property does not take."""
    (iri,) = node["@type"]
    known = {known.schema_url: known for known in schema_type(iri).SCHEMA_PROPERTIES}
    for name, values in node.items():
        if name.startswith("@"):
            continue
        if name not in known:
            yield f"{iri} has no {name}"
            continue
        if known[name].superseded_by:
            yield f"{name} is superseded"
        ranges = set(known[name].ranges)
        for value in values:
            if "@value" in value and not ranges & DATA_TYPES:
                yield f"{name} takes no text"
            if "@type" in value and not ranges & all_types(value["@type"][0]):
                yield f"{name} takes no {value['@type'][0]}"


def followed(iri: str, report: Report) -> Any:
    """What an address that was resolved leads to in report.json beside the export."""
    name, _, pointer = iri.partition("#")
    assert name == "https://news.example/reports/report.json"
    part = json.loads(to_json(report))
    for step in pointer.split("/")[1:]:
        part = part[int(step) if isinstance(part, list) else step]
    return part


def reviews(report: Report) -> list[Any]:
    return [part for part in exported(report)["hasPart"] if part["@type"] == "ClaimReview"]


def test_what_schema_org_does_not_have_is_found() -> None:
    claim = {"@type": [VOCABULARY + "Claim"]}

    assert list(problems_of({**claim, VOCABULARY + "truth": []}))
    assert list(problems_of({**claim, VOCABULARY + "appearance": [{"@value": "The Post"}]}))
    assert list(problems_of({**claim, VOCABULARY + "appearance": [claim]})) == []
    with pytest.raises(AttributeError):
        schema_type(VOCABULARY + "Truth")


@pytest.mark.parametrize("poison", ["", HOSTILE["script"], HOSTILE["link"]])
def test_every_type_property_and_value_is_schema_orgs(full: Report, poison: str) -> None:
    document = expanded(hostile(full, poison) if poison else full)
    found = list(nodes(document))

    assert {node["@type"][0].removeprefix(VOCABULARY) for node in found} == {
        *"Dataset NewsArticle Organization ClaimReview Rating Claim Quotation Person Place".split()
    }
    assert [problem for node in found for problem in problems_of(node)] == []


def test_every_address_leads_to_what_it_names(full: Report) -> None:
    found = list(nodes(expanded(full)))
    parts = {
        "NewsArticle": lambda part: part in json.loads(to_json(full))["articles"],
        "ClaimReview": lambda part: "verdict" in part,
        "Claim": lambda part: "label" in part,
        "Quotation": lambda part: "quote" in part,
        "Dataset": lambda part: "schema_version" in part,
    }

    for node in found:
        kind = node["@type"][0].removeprefix(VOCABULARY)
        if kind in parts:
            assert parts[kind](followed(node["@id"], full))


def test_a_review_tells_whether_sources_agree_and_never_what_is_true(full: Report) -> None:
    first, *_ = found = reviews(full)

    assert first["claimReviewed"] == (
        "Who ordered the new cables? The town council (The Halden Gazette, wire-0504) / "
        "The regional road office (Coast Courier)"
    )
    assert [review["reviewRating"]["alternateName"].partition(":")[0] for review in found] == [
        "Conflict",
        "Update",
        "Agreement",
    ]
    for review in found:
        assert set(review["reviewRating"]) == {
            "@type",
            "reviewAspect",
            "alternateName",
            "ratingExplanation",
        }
        assert review["reviewAspect"] == "agreement between sources"
        assert not {"author", "datePublished", "url"} & set(review)


def test_a_claim_has_its_articles_and_its_passages(full: Report) -> None:
    council, office = reviews(full)[0]["itemReviewed"]

    assert council["text"] == "Who ordered the new cables? The town council"
    assert [a["@id"] for a in council["appearance"]] == [
        "report.json#/articles/0",
        "report.json#/articles/2",
    ]
    assert council["citation"][0]["creditText"] == "Ingrid Solvang"
    assert [q["text"] for q in council["citation"]] == [
        evidence.quote for evidence in full.findings[0].answers[0].evidence
    ]
    assert not {"author", "firstAppearance"} & (set(council) | set(office))


def test_what_one_source_alone_says_is_a_claim_without_a_review(full: Report) -> None:
    parts = exported(full)["hasPart"]

    assert [part["@type"] for part in parts] == ["ClaimReview"] * 3 + ["Claim"]
    assert full.findings[-1].verdict is Verdict.SINGLE


def test_articles_have_what_is_known_of_them_alone(full: Report) -> None:
    gazette, courier, *_, letter = exported(full)["isBasedOn"]

    assert gazette == {
        "@type": "NewsArticle",
        "@id": "report.json#/articles/0",
        "identifier": "gazette",
        "headline": "Footbridge gives way after the market",
        "publisher": {"@type": "Organization", "name": "The Halden Gazette"},
        "datePublished": "2021-05-03",
    }
    assert "datePublished" not in courier
    assert letter["datePublished"] == "2021-05"


@pytest.mark.parametrize("published", ["2021-05-03~", "2021-XX", "../2021", "[2020,2021]", "May"])
def test_a_date_that_iso_8601_cannot_say_is_left_out(full: Report, published: str) -> None:
    article = full.articles[0].model_copy(update={"published": published})

    assert (
        "datePublished"
        not in exported(full.model_copy(update={"articles": (article,)}))["isBasedOn"][0]
    )


def test_a_decision_of_people_is_told_with_who_decided(full: Report) -> None:
    first = reviews(full)[0]

    assert first["contributor"] == {"@type": "Person", "name": "Ada"}
    assert first["reviewBody"] == (
        "Resolved in favour of “The town council” by Ada, 6 May 2021. see minutes"
    )


class Scripts(HTMLParser):
    """The scripts of a page, and its other elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "script":
            self.scripts.append("")
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if self.scripts:
            self.scripts[-1] += data


@pytest.mark.parametrize("name", ["json-ld", "web-annotation"])
@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_can_stand_in_a_page_whatever_articles_say(full: Report, name: str, poison: str) -> None:
    (make,) = EXPORTS[name].files.values()
    written = make(hostile(full, poison))

    page = Scripts(f'<script type="application/ld+json">{written.decode("utf-8")}</script>')

    assert page.others == []
    (script,) = page.scripts
    assert json.loads(script) == json.loads(written)
    assert not set("<>&\u2028\u2029") & set(script)


def test_an_article_goes_by_the_address_at_which_it_was_published(full: Report) -> None:
    address = "https://gazette.example/bridge"
    stated = Stated(field="url", value=address, evidence="", source="markup")
    known = tuple(a.model_copy(update={"metadata": (stated,)}) for a in full.articles[:1])
    alone = full.model_copy(update={"articles": (*known, *full.articles[1:])})
    shared = full.model_copy(update={"articles": (*known, *known, *full.articles[1:])})

    gazette = exported(alone)["isBasedOn"][0]
    council = reviews(alone)[0]["itemReviewed"][0]
    assert (gazette["@id"], gazette["url"], gazette["identifier"]) == (address, address, "gazette")
    assert council["appearance"][0]["@id"] == address
    assert council["citation"][0]["isPartOf"]["@id"] == address
    assert [a["@id"] for a in exported(shared)["isBasedOn"][:2]] == [
        "report.json#/articles/0",
        "report.json#/articles/1",
    ]


def test_an_address_of_no_page_is_no_address_of_an_article(full: Report) -> None:
    stated = Stated(field="url", value="javascript:alert(1)", evidence="", source="markup")
    articles = tuple(a.model_copy(update={"metadata": (stated,)}) for a in full.articles)

    for number, article in enumerate(
        exported(full.model_copy(update={"articles": articles}))["isBasedOn"]
    ):
        assert article["@id"] == f"report.json#/articles/{number}"
        assert "url" not in article
