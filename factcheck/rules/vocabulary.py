"""The words of the rule language, each with what it means: kinds of value, places around a trigger.

The schema accepts what stands here, and docs/rules-reference.md is made from it.
"""

from __future__ import annotations

KINDS = {
    "actor": "a state, person, organization or group; a minister or a capital counts for the state",
    "parties": "all doers at all the places that are given, as one value",
    "person": "a named person, also where a pronoun or a description means one",
    "given-name": "the first name of a person; beside `family-name` only first names that are "
    "meant for one person differ",
    "family-name": "the last name of a person",
    "surname": "a full name; beside `first-name` only last names that are meant for one person "
    "differ",
    "first-name": "the first name alone, that several people can share",
    "organization-name": "the name of an organization; beside `organization-stem` names that "
    "differ in one word",
    "organization-stem": "the first word of an organization's name",
    "name": "a proper name of anything",
    "names": "all names of the clause; filled by itself",
    "thing": "a noun phrase or a clause, told from others by its words, names and numbers",
    "text": "words as they stand: they can agree, never conflict",
    "category": "one of the classes that the role lists, which exclude each other",
    "date": "a day, month, year or other stretch of time, weekdays and 'last month' resolved",
    "clock": "a time of day",
    "quantity": "a number, amount or measure; a fraction only where `between` is given",
    "counted": "what a quantity counts: 'soldiers'",
    "act": "the verb that a noun stands with",
    "deed": "the verb with the participants at all the places that are given",
    "polarity": "affirmed or denied; filled by itself",
    "event": "which event the passage is of, by place, date and prominence; filled by itself",
    "protagonist": "the person whom the article is about: named in its first lines and far more "
    "often than anybody else; filled by itself",
    "setting": "the telling words around a counted noun; filled by itself",
    "place": "a named place, also through 'the island'",
    "location": "a place by level: town, division, country",
    "site": "the name of a building or institution",
    "direction": "a compass point: 'west of'",
    "part": "a part of a territory: 'southern Norway'",
    "score": "3-1",
    "rank": "the fourth",
    "telephone": "a telephone number, the same digit by digit",
    "detail": "whatever a sentence states; only with a trigger `states`",
    "statement": "the sentence around a detail; only with a trigger `states`",
    "saying": "what was roughly said; only with a trigger `states: [quotation]`",
    "quotation": "the exact words; only with a trigger `states: [quotation]`",
}

PLACES = {
    "self": "the trigger word",
    "nominal": "the trigger word where it stands for somebody: 'the 41-year-*old* said'",
    "sentence": "every word of its sentence, for `when` and `unless`",
    "subject": "who does it, passives and relative clauses seen through",
    "object": "what or whom it is done to, likewise",
    "indirect-object": "to whom: 'gave *Norway* the boat'",
    "attribute": "what it is: 'was *5 metres*'",
    "complement": "the clause that follows: 'agreed *to form a group*'",
    "directive": "such a clause that says what should be done",
    "possessive": "whose: '*Norway's* offer'",
    "modifier": "an adjective or noun before it",
    "determiner": "'a', 'the'",
    "quantity": "the number before it",
    "preceding": "the number right before, whatever the syntax: '*17* hikers dead'",
    "apposition": "the noun beside it: 'the ferry, *the Lindmark*'",
    "title": "the capitalised words before a name",
    "person": "whose title the word is",
    "adverb": "'closed *down*'",
    "time": "the date or time of day that belongs to it",
    "governor": "the word that it depends on",
    "preposition": "the preposition that it stands after",
    "before": "the noun right before: '*Oslo*, home to'",
    "matrix": "the main clause beside it: '*will be set up*, based on a proposal'",
    "clause": "the verb that states a figure; of 'gems valued at $3 million' the stealing too",
    "measured": "what a figure is of: 'a $3 million *deal*', '*gems* worth $3 million'",
    "distance": "'*55 km* west of Oslo'",
    "reference": "'55 km west of *Oslo*'",
    "located": "'*Å* lies 55 km west of Oslo'",
    "holder": "what lies in a part of a territory: '*Farol*, in southern Norway'",
}
