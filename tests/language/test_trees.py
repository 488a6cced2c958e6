"""Trees of Universal Dependencies, read as those of the English model; drawn by hand, so that no
model is needed."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from factcheck.language.tokens import Grammar, Text, from_spacy
from factcheck.language.trees import dependencies, needs_conversion

FRENCH = Grammar(language="fr", stop_words=frozenset({"le", "de"}))
VOCAB = spacy.blank("fr").vocab
LABELS = [
    "obl",
    "nmod",
    "appos",
    "case",
    "cop",
    "flat:name",
    "nsubj",
    "obj",
    "aux:pass",
    "conj",
    "punct",
]


def drawn(rows: str, entities: Sequence[str] | None = None) -> Text:
    """Lines of 'word PART label head [features]', heads as indexes, → the converted text."""
    split = [row.split() for row in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[row[0] for row in split],
        pos=[row[1] for row in split],
        deps=[row[2] for row in split],
        heads=[int(row[3]) for row in split],
        morphs=["".join(row[4:]) for row in split],
        lemmas=[row[0].lower() for row in split],
        ents=list(entities) if entities else None,
    )
    return from_spacy(doc, FRENCH)


def tied(text: Text) -> dict[str, tuple[str, str]]:
    """Word → its label and the word that it hangs on."""
    return {t.text: (t.dep_, t.head.text) for t in text}


def test_a_passive_has_its_agent_behind_a_preposition() -> None:
    found = tied(
        drawn("""
        pont NOUN nsubj:pass 2
        été AUX aux:pass 2 VerbForm=Part
        inauguré VERB ROOT 2 VerbForm=Part
        par ADP case 4
        Claire PROPN obl:agent 2
        Fabre PROPN flat:name 4
        """)
    )
    assert found["pont"] == ("nsubjpass", "inauguré")
    assert found["été"] == ("auxpass", "inauguré")
    assert found["par"] == ("agent", "inauguré")
    assert found["Fabre"] == ("pobj", "par")
    assert found["Claire"] == ("compound", "Fabre")


def test_what_hangs_by_a_preposition_hangs_on_it() -> None:
    found = tied(
        drawn("""
        blessé VERB ROOT 0 VerbForm=Part
        dans ADP case 3
        un DET det 3
        accident NOUN obl:mod 0
        de ADP case 5
        train NOUN nmod 3
        lundi NOUN obl:mod 0
        """)
    )
    assert found["dans"] == ("prep", "blessé")
    assert found["accident"] == ("pobj", "dans")
    assert found["de"] == ("prep", "accident")
    assert found["un"] == ("det", "accident")
    assert found["lundi"] == ("npadvmod", "blessé")


def test_the_verb_of_a_description_is_its_head() -> None:
    text = drawn("""
        Claire PROPN nsubj 3
        n' ADV advmod 3 Polarity=Neg
        est AUX cop 3 Mood=Ind
        maire NOUN ROOT 3
        de ADP case 5
        Lorme PROPN nmod 3
        """)
    found = tied(text)
    assert found["est"] == ("ROOT", "est")
    assert found["maire"] == ("attr", "est")
    assert found["Claire"] == ("nsubj", "est")
    assert found["n'"] == ("neg", "est")
    assert found["de"] == ("prep", "maire")
    assert text.sents[0].root.text == "est"


def test_a_small_word_is_no_part_of_a_name() -> None:
    text = drawn("""
        vient VERB ROOT 0
        Jean PROPN nsubj 0
        Morel PROPN flat:name 1
        samedi NOUN flat:name 1
        """)
    assert tied(text)["Morel"] == ("nsubj", "vient")
    assert tied(text)["Jean"] == ("compound", "Morel")


def test_a_title_hangs_on_the_name_behind_it() -> None:
    found = tied(
        drawn("""
        la DET det 1
        maire NOUN nsubj 4
        Claire PROPN appos 1
        Fabre PROPN flat:name 2
        signe VERB ROOT 4
        """)
    )
    assert found["Fabre"] == ("nsubj", "signe")
    assert found["maire"] == ("compound", "Fabre")
    assert found["la"] == ("det", "Fabre")


def test_forms_say_what_has_not_happened() -> None:
    text = drawn("""
        sera AUX aux:pass 1 Tense=Fut|VerbForm=Fin
        signé VERB ROOT 1 VerbForm=Part
        aurait AUX aux:tense 3 Mood=Cnd|VerbForm=Fin
        tué VERB conj 1 VerbForm=Part
        vu VERB conj 1 VerbForm=Part
        """)
    assert {t.text: t.mood for t in text if t.mood} == {"signé": "planned", "tué": "possible"}


def test_tags_are_those_of_the_english_model() -> None:
    text = drawn("""
        signer VERB ROOT 0 VerbForm=Inf
        accords NOUN obj 0 Number=Plur
        qui PRON nsubj 0 PronType=Rel
        """)
    assert [t.tag_ for t in text] == ["VB", "NNS", "REL"]


def test_names_of_people_and_places_are_called_alike() -> None:
    text = drawn("Claire PROPN ROOT 0\nLorme PROPN conj 0\nX PROPN conj 0", ["B-PER", "B-LOC", "O"])
    assert [(e.text, e.label_) for e in text.ents] == [("Claire", "PERSON"), ("Lorme", "GPE")]
    assert [t.ent_type_ for t in text] == ["PERSON", "GPE", ""]


def test_labels_tell_whether_trees_can_be_read() -> None:
    assert needs_conversion(["nsubj", "obj", "case", "obl"]) is True
    assert needs_conversion(["nsubj", "dobj", "pobj"]) is False
    assert needs_conversion(["sb", "oa", "nk"]) is None


def test_the_table_names_labels_that_the_rules_know() -> None:
    assert {"dobj", "nsubjpass", "auxpass", "relcl"} <= set(dependencies()["labels"].values())


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 8))
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    for place, i in enumerate(order):
        heads[i] = order[data.draw(st.integers(0, place - 1))] if place else i
    labels = [data.draw(st.sampled_from(LABELS)) if heads[i] != i else "ROOT" for i in range(size)]
    words = [data.draw(st.sampled_from(["Lind", "de", "est"])) for _ in range(size)]
    parts = [data.draw(st.sampled_from(["NOUN", "PROPN", "VERB"])) for _ in range(size)]
    doc = Doc(VOCAB, words=words, deps=labels, heads=heads, pos=parts)
    text = from_spacy(doc, FRENCH)
    roots = [t for t in text if t.head is t]
    assert len(roots) == 1
    assert len(roots[0].subtree) == size
