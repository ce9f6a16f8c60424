"""Which chart is meant: by its name, by words that readers use for it, or by the facts of a reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, utils

from bot.answer import Answerer
from bot.reply import Reply, Status
from facts.chart import chart_of
from facts.model import Chart

_NEAR_ENOUGH: Final = 60
_MOST_NEAREST: Final = 3


def find(words: str, answerer: Answerer) -> Chart | None:
    """The chart that goes by these words, however they are written; none where none does."""
    wanted = _plain(words)
    return next((chart for chart in answerer.charts if wanted in map(_plain, _names(chart, answerer))), None)


def nearest(words: str, answerer: Answerer) -> list[str]:
    """The identifiers of the charts whose names are most like some words, the likest first."""
    scores = {
        chart.id: max(fuzz.ratio(_plain(words), _plain(name)) for name in _names(chart, answerer))
        for chart in answerer.charts
    }
    likest = sorted(scores, key=lambda name: -scores[name])[:_MOST_NEAREST]
    return [name for name in likest if scores[name] >= _NEAR_ENOUGH]


def of_reply(reply: Reply | None, answerer: Answerer) -> Chart | None:
    """The chart that shows what a reply tells; none where there is none, or the reply is no answer."""
    if reply is None or reply.status is not Status.ANSWERED or not answerer.is_of_newest(reply):
        return None
    return chart_of(reply.facts, answerer.charts, answerer.release)


def _names(chart: Chart, answerer: Answerer) -> Sequence[str]:
    return [chart.id, answerer.speaker.text(chart.label), *chart.names.get(answerer.language.code, [])]


def _plain(words: str) -> str:
    return " ".join(utils.default_process(words).split())
