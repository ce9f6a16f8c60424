"""What is announced: digests of two releases, texts in Markdown, moments."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.announce import moment
from bot.announce.compose import ComposeError, Composer, checked_length
from bot.announce.content import Content
from bot.announce.markdown import as_html
from bot.announce.moment import MomentError
from bot.announce.plan import Draft, plan, rows_of
from bot.announce.preview import as_text
from bot.answer import Answerer
from bot.store.announcements import Kind, Planned
from bot.store.chats import Chat
from bot.telegram.html import plain
from facts.model import Measure, Release
from tests.bot_api.entities import parse_html

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def composer(answerer: Answerer) -> Composer:
    """Announces the release that comes along."""
    return Composer.load(answerer.release, "en")


def test_a_digest_tells_the_headline_the_figures_the_gaps_and_the_source(composer: Composer) -> None:
    """And the button opens the headline's fact."""
    content = composer.digest()
    shown, entities = parse_html(content.html)
    assert shown.index("3.4%") < shown.index("11 of Liaoning's 14 cities") < shown.index("Not stated")
    assert "the exact growth rate of any city" in shown
    assert shown.endswith("paragraphs 1, 4, 5 and 6.")
    assert {"bold", "italic"} == {entity["type"] for entity in entities}
    assert content.button is not None
    assert content.button.opens == "f_value-added-growth"
    assert [fact.fact for fact in content.facts][:2] == ["value-added-growth", "acceleration"]


def test_the_short_form_has_three_figures_and_a_topic_its_own(composer: Composer) -> None:
    """A topic that the release does not have is as none."""
    assert plain(composer.digest(brief=True).html).count("•") == 3
    topic = composer.release.topics[1]
    told = {fact.fact for fact in composer.digest(topics=[topic.id]).facts}
    assert told == {*topic.facts, composer.release.about.headline}
    assert composer.digest(topics=["of another release"]) == composer.digest()


def test_another_release_needs_no_python(other_release: Release) -> None:
    """Its digest comes from its own facts."""
    shown = plain(Composer.load(other_release, "en").digest().html)
    assert "−4.2%" in shown
    assert "Source: the Marenian Port Authority" in shown
    assert "Liaoning" not in shown


def test_a_template_that_says_another_figure_is_refused(composer: Composer) -> None:
    """The guard reads what a template made."""
    wrong = composer.announcement.model_copy(update={"long": "{{ headline | statement }} Or 3.5%."})
    with pytest.raises(ComposeError, match=r"3\.5%"):
        Composer(composer.release, composer.language, wrong).digest()
    broken = composer.announcement.model_copy(update={"long": "{{ nothing }}"})
    with pytest.raises(ComposeError, match="'nothing' is undefined"):
        Composer(composer.release, composer.language, broken).digest()


def test_a_language_without_announcements_is_said_so(composer: Composer) -> None:
    """With the file that is missing."""
    with pytest.raises(ComposeError, match=r"intents/xx/announcement\.yaml"):
        Composer.load(composer.release, "xx")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Industrial value added grew by **3.4%** in the first three quarters.", []),
        ("1. Dandong\n2. Benxi\n\nEach grew by more than 10%.", []),
        ("No figures here.", []),
        ("Value added grew by 3.5%.", ["3.5%"]),
        ("Value added grew by 3.4 percentage points.", ["3.4pp"]),
        ("Metallurgy grew by 7.2%. Shenyang grew by 12%, and 16 cities grew.", ["12%, 16"]),
        ("Equipment manufacturing grew by 7.2%.", ["refuted"]),
    ],
)
def test_figures_of_a_text_are_held_against_the_facts(
    composer: Composer, answerer: Answerer, text: str, doubted: list[str]
) -> None:
    """A figure of no fact is doubted, and a right one at the wrong place as well."""
    _, doubts = composer.message(text, answerer)
    assert len(doubts) == len(doubted), doubts
    for doubt, part in zip(doubts, doubted, strict=True):
        assert part in str(doubt)


def test_a_text_knows_which_facts_it_tells(composer: Composer) -> None:
    """So that a correction reaches it."""
    content, _ = composer.message("Metallurgy grew by 7.2%.")
    assert [fact.fact for fact in content.facts] == ["metallurgy-growth"]
    with pytest.raises(ComposeError, match="empty"):
        composer.message(" \n ")


MARKDOWN = """# Head
Some *slanted*, **bold**, ~~gone~~ and `code` with <b>tags</b> & signs.
Next line, [a link](https://example.org/?a=1&b=2), [none](javascript:alert), ![no picture](https://example.org/x.png)

- one
- two
  - inner

3. three
4. four

> quoted
> > twice

```
a < b
```
"""


def test_markdown_becomes_what_telegram_takes() -> None:
    """And the preview shows the same words."""
    html = as_html(MARKDOWN)
    shown, entities = parse_html(html)
    assert shown.startswith("Head\n\nSome slanted, bold, gone and code with <b>tags</b> & signs.\nNext line, a link")
    assert "• one\n• two\n  • inner\n\n3. three\n4. four\n\nquoted\n\ntwice\n\na < b" in shown
    kinds = [entity["type"] for entity in entities]
    assert sorted(set(kinds)) == ["blockquote", "bold", "code", "italic", "pre", "strikethrough", "text_link"]
    assert "javascript" not in html.replace("[none](javascript:alert)", "")
    assert as_text(html).plain.replace("▎ ", "") == shown


def test_what_is_too_long_for_one_message_is_refused() -> None:
    """A caption takes less than a text; what counts are the units of UTF-16, without tags."""
    checked_length(Content(f"<b>{'😀' * 2048}</b>"))
    with pytest.raises(ComposeError, match="4,098 characters"):
        checked_length(Content("😀" * 2049))
    with pytest.raises(ComposeError, match=r"1,024 in a caption\.\n  To mend: --short"):
        checked_length(Content("a" * 1025, picture=b"png"))


def test_contents_come_back_from_the_ledger(composer: Composer) -> None:
    """Whole."""
    content = composer.digest()
    assert Content.read(content.written()) == content


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-03-02T10:00+08:00", "2026-03-02T02:00"),
        ("2026-03-02 10:00 Asia/Shanghai", "2026-03-02T02:00"),
        ("2026-07-01T10:00 Europe/Berlin", "2026-07-01T08:00"),
        ("2026-03-02T02:00Z", "2026-03-02T02:00"),
        ("2026-03-02 02:00 UTC", "2026-03-02T02:00"),
    ],
)
def test_moments_are_read_with_their_zone(written: str, utc: str) -> None:
    """By its distance to UTC, or by its name."""
    assert moment.read(written) == dt.datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-03-02 10:00", "has no time zone"),
        ("tomorrow", "is no moment"),
        ("2026-03-02T10:00 Mars/Base", "no time zone 'Mars/Base'"),
        ("2026-03-02T10:00+08:00 Asia/Shanghai", "two time zones"),
        ("2026-03-29 02:30 Europe/Berlin", "clocks change"),
        ("2026-10-25 02:30 Europe/Berlin", "clocks change"),
        ("", "is no moment"),
    ],
)
def test_moments_that_could_be_mistaken_are_refused(written: str, why: str) -> None:
    """Each with what is right."""
    with pytest.raises(MomentError, match=why):
        moment.read(written)


def test_nothing_is_due_before_the_embargo() -> None:
    """Without a moment it goes at the embargo's end; a moment before it, or past, is refused."""
    embargo = NOW + dt.timedelta(hours=1)
    assert moment.due(None, None, NOW) == NOW
    assert moment.due(None, embargo, NOW) == embargo
    assert moment.due(embargo, embargo, NOW) == embargo
    assert moment.due(None, NOW - dt.timedelta(hours=1), NOW) == NOW
    with pytest.raises(MomentError, match="before the embargo, which ends at 2026-03-01 13:00 UTC"):
        moment.due(embargo - dt.timedelta(seconds=1), embargo, NOW)
    with pytest.raises(MomentError, match="is past"):
        moment.due(NOW - dt.timedelta(seconds=1), None, NOW)


def test_each_chat_gets_its_language_and_its_topics(composer: Composer) -> None:
    """A content for each choice that there is, and none twice; topics of another release say nothing."""
    release = composer.release
    one, two = release.topics[0].id, release.topics[1].id
    chats = [
        Chat(1),
        Chat(2, language="zh"),
        Chat(3, topics=(one,)),
        Chat(4, topics=("elsewhere",)),
        Chat(5, language="en", topics=(two, one)),
    ]
    made: list[tuple[str, tuple[str, ...]]] = []

    def compose(language: str, topics: tuple[str, ...]) -> Content:
        made.append((language, topics))
        return Content(f"{language} {topics}")

    draft = Draft(Kind.DIGEST, release, "Title", compose, ["en", "zh"])
    planned = plan(draft, chats, ["public"], NOW, NOW)
    said = {row.chat_id: planned.contents[row.content].html for row in planned.rows}
    assert said == {1: "en ()", 2: "zh ()", 3: f"en ('{one}',)", 4: "en ()", 5: f"en ('{one}', '{two}')"}
    assert len(planned.contents) == 4
    message = Draft(Kind.MESSAGE, release, "Title", compose, ["en"], (two,))
    assert [row.chat_id for row in plan(message, chats, ["public"], NOW, NOW).rows] == [1, 2, 4, 5]
    # Confirmed later, a chat whose choice was not composed for gets the whole.
    assert rows_of([Chat(6, language="zh", topics=(two,))], ["en", "zh"], "en", release) == [Planned(6, "zh")]


def test_revisions_go_with_what_is_told(composer: Composer) -> None:
    """A fact that was corrected is told as corrected."""
    headline = composer.release.measure(composer.release.about.headline)
    assert isinstance(headline, Measure)
    assert composer.digest().facts[0].revision == len(headline.revisions)
