"""The small words of a language by what they do in a question: content, ``intents/<language>/grammar.yaml``.

They are what Python would otherwise have to know of a language: what asks, what stands before a verb, what points back,
what joins and what denies. A class is a list of words, or of phrases, in small letters; marks that do the same may
stand among them. A language gives every class.
"""

# Without deferred annotations: each of a hundred would be compiled again whenever a question is asked from the shell.
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

FILE: Final = "grammar.yaml"


Words = frozenset[str]
"""A class: words, or phrases with one space between their words."""


class Grammar(BaseModel):
    """The classes of words of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    # Asking
    question_words: Words
    """What asks: who, what, how many of what."""
    choosing_words: Words
    """Question words that ask which of several it is; after a comma they may belong to what is said."""
    which_words: Words
    """The one that always chooses among several."""
    who_where_words: Words
    """Those that ask for a person or a place."""
    side_question_words: Words
    """Those that ask for a side of a fact that not every fact has."""
    story_words: Words
    """What, beside question words and auxiliaries, the question behind a story about the reader may begin with."""
    how_words: Words
    """What asks in which way."""
    degree_adverbs: Words
    """What asks, behind it, for a length of time, a distance or a number of times."""
    auxiliaries: Words
    """Verbs that stand before another verb, or open a question to be answered by yes or no."""
    finite_auxiliaries: Words
    """Those of them that open a second question in a message."""
    cleft_openings: Words
    """What else a claim may begin with."""
    existence_openings: Words
    saying_verbs: Words
    additive_words: Words
    correcting_phrases: Words
    """Behind which a reader puts right what he began to say."""
    exceptive_phrases: Words
    cleft_questions: Words
    """What opens a question whether it is this one: was it metallurgy?"""
    polite_openings: Words
    """Openings that look like a claim's, and ask for something to be given."""
    advice_openings: Words
    """What asks for advice in the reader's own affairs."""
    reading_verbs: Words
    """What is done with what is read: to ask how to do that is no such question."""
    requests: Words
    """What a request begins with."""
    lead_ins: Words
    """Words before a question that say nothing."""
    faring_words: Words
    """How something does is how it moved."""
    defining_words: Words
    """What asks for the meaning of a term, and for nothing else."""

    # Asking for names
    naming_words: Words
    """What asks for names."""
    listing_words: Words
    """Requests that ask for all of them by name."""
    called_words: Words
    """What asks by which name something goes."""

    # Leaning on what was said before
    leaning_words: Words
    """What may point back to the answer before."""
    leaning_openers: Words
    """Those that may as well only begin a question."""
    plural_pronouns: Words
    """Pronouns for several things."""
    singular_pronouns: Words
    """Pronouns for one thing."""
    personal_pronouns: Words
    """What stands for one who was named before, or for several."""
    list_pronouns: Words
    """What stands for a list told before: is Dandong one of them?"""
    possessives: Words
    """Words for something named elsewhere, whose the thing asked for is."""
    aspect_pronouns: Words
    """What the question who, when, where or why of something told points with."""
    named_pronouns: Words
    """What stands for those whose names are asked for."""
    clause_pronouns: Words
    """What stands in one clause for a thing that another names."""
    tag_pronouns: Words
    """Pronouns of the words at an end that only ask to confirm: wouldn't you say?"""
    first_persons: Words
    """Of whom a story is told that a question follows."""
    second_persons: Words
    """Whom the reader speaks to: "you are not telling me that …"."""
    speakers: Words
    """Who may be reported to have said something."""
    report_joints: Words
    """What stands between who says something and what is said."""
    unreporting_words: Words
    """Words, beside auxiliaries, before which nobody is reported to have said something."""
    back_references: Words
    """Words for things told before, by their number or place."""
    pair_words: Words
    """Words for two things told before."""
    places: dict[str, int]
    """Places in a list told before, from 0; from the end below it."""
    bare_places: Words
    """Those of them that need no noun."""
    later_ordinals: Words
    """Places beyond the second: of a set whose order is not told."""
    other_words: Words
    """The one of two that was not told of."""
    else_words: Words
    """What asks for those beside the ones told of: who else?"""
    splitting_verbs: Words
    """What asks for the parts of what was told."""
    figure_nouns: Words
    """What asks for it in numbers, and not as a share."""
    context_nouns: Words
    """What asks where something stands that was mentioned."""
    about_words: Words
    """What stands before the thing of which all is asked."""
    sharing_phrases: Words
    """What says that the same is so of another thing."""
    scarcely_phrases: Words
    """What says, before a number, that it is not reached."""
    completing_words: Words
    """What says that something is over."""
    pledging_verbs: Words
    """What somebody does who promises something."""
    untold_standards: Words
    """What something may be held against that a release does not tell."""
    owning_verbs: Words
    """What says that something is had."""
    nil_words: Words
    """Words for nothing, and less than that."""
    joining_phrases: Words
    """What joins a second wish to the first."""
    trailing_phrases: Words
    """What says nothing behind a question."""
    next_words: Words
    """What comes behind all that are named."""
    alone_words: Words
    """What says, wherever it stands, that something is so of one and of nobody else."""
    apart_words: Words
    """What says how far two things are from each other."""
    like_words: Words
    """What stands on both sides of a quality that two things share: as fast as."""
    shortening_words: Words
    """What asks for less of what was told."""
    pro_nouns: Words
    """What stands in the place of a noun."""
    plural_pro_nouns: Words
    """What stands for several of a kind named before: which ones."""
    people_nouns: Words
    """Who may be counted, and is none of the things that a release counts."""
    staff_nouns: Words
    """Those who act for a firm or an office."""

    # Joining and setting apart
    and_words: Words
    """What joins two things alike."""
    or_words: Words
    """What gives a choice between two things."""
    denying_phrases: Words
    """Behind which stands what it is not: metallurgy, not equipment."""
    opposing_words: Words
    """What opens a clause that says the contrary of another thing."""
    if_words: Words
    """What sets a condition."""
    purpose_words: Words
    """What says, close before something, that it is what something is for."""
    purpose_nouns: Words
    """What says the same anywhere in a question."""
    counterfactuals: Words
    """Verbs behind a condition that is not fulfilled."""
    hypothetical_openers: Words
    """What asks for what would be."""
    wrong_words: Words
    """What says that something is not so."""
    anyone_words: Words
    """Whose word is doubted: whoever says so is mistaken."""
    disbelief_phrases: Words
    """What a reader does not believe stands behind it: I don't think that it grew, did it?"""
    restating_phrases: Words
    """What a reader only says again stands behind it: you mean that it grew?"""
    replacing_phrases: Words
    """What leads up to what is asked in the place of what was asked before: no, I meant the bonds."""
    replacing_endings: Words
    """The same behind it: the bonds instead."""
    qualifying_phrases: Words
    """What is said of when, how often or how expectedly something was so: as expected, per month."""
    limiting_phrases: Words
    """What limits a figure at the end of a question, though no fact speaks of it: per person, online, this week."""
    announcing_verbs: Words
    """What was done with figures on a day, of which the day is asked: what did they announce yesterday?"""
    without_words: Words
    """Behind which stands what there was none of: completed without state aid."""
    restricting_words: Words
    """Before what is counted or named they mean some of it only: large cities, foreign loans."""
    parting_prepositions: Words
    """Before that by which something is to be parted: the loans by city, for each sector."""
    dispute_phrases: Words
    """What says that two say different things: who is right?"""
    unwronging_words: Words
    """Words beside which these only ask to confirm: am I wrong?"""
    containing_words: Words
    """What stands between some and those among which they are said to be counted."""
    belonging_verbs: Words
    """What says that one thing is part of another."""
    exactness_words: Words
    """What says that a figure is no limit and no rounding."""
    stating_verbs: Words
    """What a text or a speaker does with what is asked for: does it say when?"""
    told_questions: Words
    """What asks whether something is told, before what is asked: does it say who pays?"""
    telling_verbs: Words
    """What a reader may be about to do with a statement: may I tell my readers that it grew?"""
    guessing_words: Words
    """What a reader says who only supposes something."""
    own_words: Words
    """What says that something is the reader's own."""
    local_nouns: Words
    """Places that somebody may call his own."""
    courtesies: Words
    """What opens a sentence that is only polite."""
    here_words: Words
    """What points to where the reader is."""
    instructing_phrases: Words
    """The same in several words: from now on."""
    instructing_words: Words
    """What somebody uses who tells the bot how to be."""
    wishing_words: Words
    """What a reader says who wants something, and does not only tell of himself."""
    relating_verbs: Words
    """What says that two things have a part in common."""
    member_phrases: Words
    """What stands between one thing and the several that it is said to be one of."""
    nonmember_phrases: Words
    """What stands there where it is said to be none of them."""
    including_words: Words
    """What stands between several and one of them."""
    meaning_verbs: Words
    """What says that one thing follows from another."""
    clause_joints: Words
    """What may join another clause, or a second question, to the first."""
    piece_joints: Words
    """What cuts a message into pieces that may be questions of their own."""
    figure_joints: Words
    """What cuts several figures from each other that are put forward side by side."""
    figure_bounds: Words
    """Behind which a name is no longer what a number is said of."""
    reference_ends: Words
    """Where what something is compared with ends."""
    side_separators: Words
    """What stands between two values that are set against each other."""
    operand_separators: Words
    """What stands between figures that something is done with."""
    joining_separators: Words
    """Those of them that belong to a name where another sets two figures apart."""
    dividing_words: Words
    """What says which of two figures is divided by which."""
    division_words: Words
    """Those that leave no doubt that something is to be divided."""
    level_words: Words
    """Those behind which stands what a value comes to."""
    set_against: Words
    """Behind which stands what something is held against."""
    each_words: Words
    """Behind which stands what there are so many for one of."""
    frequency_nouns: Words
    """Of which there is so much in each: per year."""
    subtracting_words: Words
    """What takes one value from another, so that no order is claimed."""
    standards: Words
    """After which the second of two is named first: against A, B did better."""
    turning_words: Words
    """After which only the second of two is named: faster since August."""
    equating_words: Words
    """What begins a comparison of two that are alike: as fast as."""
    than_words: Words
    """What stands before the value that something is held against."""
    under_hedges: Words
    """What puts a number a little too high: nearly 300 are less."""
    over_hedges: Words
    """What puts a number a little too low."""
    size_nouns: Words
    """How large something is, beside what it is worth."""
    size_words: Words
    """Words of size, which is no growth."""
    deriving_words: Words
    """How a figure was come by."""
    everyone_words: Words
    """What stands for all of those spoken of."""
    failing_words: Words
    """What denies with the verb behind it."""
    either_words: Words
    """What sets something against each of two: smaller than either the loans or the bonds."""
    both_words: Words
    """What puts two things together, of each of which something is said."""
    than_slips: Words
    """What is often written for what stands before a value that something is held against: then for than."""
    than_heads: Words
    """Words beside those of more and less behind which it is written so."""
    neither_words: Words
    """What opens a denial of two things."""
    nor_words: Words
    """What joins the second of them."""
    less_words: Words
    """What takes away where a number follows."""
    amount_prepositions: Words
    """Before a number that says how far apart two values are."""
    totals: Words
    """Words for a sum that may only name the whole."""
    any_words: Words
    """One of them suffices."""
    all_words: Words
    """Every one of them."""

    # Denying and limiting
    negative_quantifiers: Words
    """What says that it is so of none."""
    negatives: Words
    """Negations that are more than a verb's."""
    no_words: Words
    """The negation of a noun."""
    not_words: Words
    """The negation of a verb."""
    never_words: Words
    """A negation that turns a claim round as that of a verb does."""
    outside_words: Words
    """What turns a range round."""
    no_more_words: Words
    """Words behind a no that then denies nothing: no more than, no doubt."""
    reaching_verbs: Words
    """What says, before a number, that something came to it or beyond."""
    succeeding_words: Words
    """What says that something had its effect."""
    copulas: Words
    past_copulas: Words
    sorting_phrases: Words
    occasion_nouns: Words
    """What there may be several of, one after the other: a round."""
    other_time_adjectives: Words
    """What says that one of its kind is of another time: the previous round."""
    time_adjectives: Words
    growth_nouns: Words
    elliptic_adjectives: Words
    elided_nouns: Words
    """The verbs that only join a subject and what it is."""
    closing_words: Words
    """What may stand at the end of a claim and says nothing of what it is about."""
    contrasts: Words
    """Words beside which it is not plain what a negation turns round."""
    denials: Words
    """What denies, or sets aside, without a negation."""
    preferences: Words
    """A denial that is none beside than."""
    doubting_verbs: Words
    """What somebody does who does not believe it."""
    estimating_words: Words
    """What asks for a figure that is not known: just guess."""
    evaluations: Words
    """What only gives an opinion, where it stands at the end."""
    causal_words: Words
    """What says that one thing came of another."""
    sequel_words: Words
    """What puts one thing after another in time, or lets it follow: after the funds were paid."""
    causal_phrases: Words
    """The same between an effect and its cause, on either side."""
    single_words: Words
    """Behind a negation: not one, not a single."""
    exclusives: Words
    """Nobody else."""
    nowhere_words: Words
    """Behind which else asks for all that are told: nowhere else?"""
    earlier_words: Words
    """Before the time of what was told: so it was 5% before?"""
    whole_words: Words
    """All of what is named behind it: in the whole province."""
    printing_words: Words
    """What is done with a figure that stands in a text: is that printed?"""
    narrowing_words: Words
    """A part of what was told: mostly in one city."""
    limiting_words: Words
    """What opens a clause that limits the question beside it."""
    exceptives: Words
    """The same, where the clause takes something out."""
    recipients: Words
    """Before whom or what it is that something goes to or comes from."""
    receiving_words: Words
    """What is said of those to whom something went."""
    determiners: Words
    """What may stand between such a word and its noun."""
    definite_articles: Words
    """What stands before the one thing meant."""
    partitives: Words
    """What stands before the whole that some are chosen from."""
    whole_openers: Words
    """Before a number that only says how many there are of what is spoken of: of the 14 cities."""

    # Time
    time_prepositions: Words
    """Before a period that is not itself the time something happened in."""
    now_words: Words
    """What asks for a level as it is now, after a change that was told."""
    then_words: Words
    """The same, as it was before that change."""
    span_nouns: Words
    """What a time that was told is called: over the same months."""
    time_nouns: Words
    """What time is counted in."""
    future_auxiliaries: Words
    """What asks what is to come."""
    unsure_months: Words
    """Months whose short name is another word as well."""
    month_joints: Words
    """What stands between the two months of a period."""
    open_period_words: Words
    """What may stand before a period and belongs to it."""

    # Numbers
    ones: Words
    """A number word that may be a pronoun."""
    zeros: Words
    """A number word that may be a verb: zero in on."""
    hundreds: Words
    """What multiplies the number word before it by a hundred."""
    thousands: Words
    """The same by a thousand."""
    zeroing_words: Words
    """Behind a zero that is no number."""
    dozens: Words
    """Twelve of something."""
    tenths: Words
    """A tenth of something."""
    halves: Words
    """Behind a number: half a one more."""
    decimal_points: Words
    """What is said for the point of a number."""
    short_scales: Words
    """Letters for a scale, which have to stand close to their number."""
    ordinal_endings: Words
    """What makes a number one of a row."""
    indefinite_articles: Words
    """What stands before one of several."""
    of_words: Words
    """What stands between a part and its whole."""
    part_phrases: Words
    """What stands between two numbers that say a part: one in four."""
    part_prepositions: Words
    """How such words begin."""
    one_followers: Words
    """Behind a one that is a number."""
    one_leaders: Words
    """Before a one that counts a kind of thing."""
    number_openers: Words
    """What may stand between a comparison and its number."""
    amount_followers: Words
    """Behind a number that is an amount, and no year."""
    part_units: Words
    """Units that are no things of which there may be a part."""
    origin_prepositions: Words
    """Before the value that something had before it moved."""
    goal_prepositions: Words
    """Before the value that it has after."""
    range_words: Words
    """What makes two numbers the ends of a range."""
    range_joints: Words
    """What joins the two ends of a range."""
    percent_words: Words
    """Per cent, beside a number."""
    point_words: Words
    """What asks for percentage points."""
    worth_nouns: Words
    """What asks what something comes to in money."""
    money_words: Words
    """What asks, behind how many, for money."""
    scale_names: Words
    """How words begin that make a scale before them part of a name: trillion-yuan bases."""
    score_words: Words
    """Parts and numbers in a form that is not read."""

    basis_phrases: dict[str, str] = {}
    """What says that a change is held against the month before, and not the year: the basis by its identifier."""

    # Written forms
    contractions: dict[str, str] = {}
    """Words written together with another, and what they stand for."""

    def opening(self, texts: Sequence[str]) -> int | None:
        """Where the first word stands that is no lead-in; none where there is none."""
        return next((place for place, text in enumerate(texts) if text.isalpha() and text not in self.lead_ins), None)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """The classes with their words in order, so that a fingerprint of them stays the same."""
        for name in type(self).model_fields:
            words = getattr(self, name)
            yield name, words if isinstance(words, dict) else sorted(words)


APART: Final = (
    ("question_words", "auxiliaries"),
    ("question_words", "lead_ins"),
    ("question_words", "leaning_words"),
    ("question_words", "negatives"),
    ("auxiliaries", "requests"),
    ("auxiliaries", "leaning_words"),
    ("auxiliaries", "negatives"),
    ("plural_pronouns", "singular_pronouns"),
    ("requests", "lead_ins"),
    ("negatives", "requests"),
)
"""Classes between which a word has to choose."""


def load_grammar(path: Path) -> Grammar:
    """The grammar of a language from its file. Raises ContentError with everything that is wrong in it."""
    from facts.contents import ContentError, Problem, read_mapping, shown

    written, lines = read_mapping(path)
    problems = [Problem(shown(path), lines.get(key, 0), key, *told) for key, told in _wrong(written)]
    if problems:
        raise ContentError(sorted(problems, key=lambda problem: problem.line))
    return Grammar.model_validate(written)


def _wrong(written: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What is wrong in a grammar: each with its class, what it is, and the mend."""
    from facts.contents import nearest

    try:
        Grammar.model_validate(written)
    except ValidationError as error:
        for each in error.errors():
            key = str(each["loc"][0])
            match each["type"]:
                case "extra_forbidden":
                    yield key, ("there is no such class.", nearest(key, Grammar.model_fields, "take it out"))
                case "missing":
                    yield key, ("the class is missing.", f"add it; intents/en/{FILE} says what it is for")
                case _:
                    mend = "write words as [one, two], in quotes where YAML would read them otherwise"
                    yield key, (f"{each['msg']}.", mend)
    lists = {key: list(map(str, words)) for key, words in written.items() if isinstance(words, list)}
    for key, words in written.items():
        if key in Grammar.model_fields and key not in ("contractions", "basis_phrases") and not words:
            yield key, ("the class is empty.", "give at least one word")
    for key, words in lists.items():
        for word, times in Counter(words).items():
            if times > 1:
                yield key, (f"{word!r} stands in it twice.", "keep one")
            if word != " ".join(word.lower().split()) or not word:
                mend = "write it in small letters, with one space between words"
                yield key, (f"{word!r} is not as questions are read.", mend)
    for one, other in APART:
        for word in sorted({*lists.get(one, ())} & {*lists.get(other, ())}):
            yield other, (f"{word!r} stands under {one!r} as well.", "keep it where it belongs")
