"""``release-bot chart`` and ``/chart`` in the terminal: lists, text and files, and every refusal with its mend."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.charts import find
from bot.cli import main
from bot.render import as_text
from bot.terminal import Chat


def chart(answerer: Answerer, *words: str) -> int:
    """Run the command on a bot; return its exit status."""
    return main(["chart", *words], load=lambda _: answerer)


def test_charts_are_listed_and_shown_as_text(answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """By identifier or by what readers call them, however written; an open bar has a point and no end."""
    assert chart(answerer) == 0
    listed = capsys.readouterr().out
    assert all(each.id in listed for each in answerer.charts)
    assert chart(answerer, "City", "growth") == 0
    shown = capsys.readouterr().out
    assert "█▶ more than 10%" in shown
    assert "█ more than 10%" not in shown
    assert "does not say that there are no others" in shown
    assert "Source: Liaoning's industry in the first three quarters, paragraphs 1 and 5." in shown


def test_charts_below_zero_are_shown_as_text(other_answerer: Answerer, capsys: pytest.CaptureFixture[str]) -> None:
    """To the left of zero, with their signs."""
    assert chart(other_answerer, "ports") == 0
    lines = {line.split("  ")[1]: line for line in capsys.readouterr().out.splitlines() if "│" in line}
    assert "◀█" in lines["Merrow"]
    assert lines["Port Elin"].endswith("██│ −1.4%")
    assert "│█" in lines["Calder Bay"]
    assert len({line.index("│") for line in lines.values()}) == 1


def test_charts_are_drawn_into_files(answerer: Answerer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One, or one for each ground; an older file is replaced, and nothing else is left in the folder."""
    file = tmp_path / "sectors.png"
    file.write_text("old")
    assert chart(answerer, "sectors", "--to", str(file)) == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out == f"{file}\n"
    assert chart(answerer, "sectors", "--to", str(tmp_path / "s.svg"), "--theme", "both") == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "s-light.svg"), str(tmp_path / "s-dark.svg")]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["s-dark.svg", "s-light.svg", "sectors.png"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["sektors"], 1, "Did you mean sectors?"),
        (["quite something else"], 1, "`release-bot chart` lists those"),
        (["sectors", "--theme", "blue"], 2, "light, dark and both"),
        (["sectors", "--theme", "dark"], 2, "--to FILE.png"),
        (["sectors", "--to", "a.gif"], 2, ".png or .svg"),
        (["sectors", "--to", ""], 2, ".png or .svg"),
        (["--to", "a.png"], 2, "which chart?"),
        (["sectors", "--to", "no/such/folder/a.png"], 2, "'no/such/folder/a.png'"),
        (["sectors", "--tow", "a.png"], 2, "Did you mean --to?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_told(
    answerer: Answerer, capsys: pytest.CaptureFixture[str], words: list[str], status: int, said: str
) -> None:
    """What is wrong and what is right, and nothing on standard output."""
    assert chart(answerer, *words) == status
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_without_the_library_the_mend_is_told(
    answerer: Answerer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing is an extra; text needs none of it."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "bot.charts.draw", raising=False)
    assert chart(answerer, "sectors", "--to", str(tmp_path / "a.png")) == 2
    assert "pip install 'release-bot[charts]'" in capsys.readouterr().err
    assert chart(answerer, "sectors") == 0
    assert list(tmp_path.iterdir()) == []


def test_without_charts_there_is_nothing_to_list(
    answerer: Answerer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the answerer permits none, no way leads to one."""
    monkeypatch.setattr(Answerer, "charts", ())
    assert chart(answerer) == 1
    assert "no charts" in capsys.readouterr().out
    assert chart(answerer, "sectors") == 1
    assert answerer.picture("sectors") is None
    assert find.of_reply(answerer.ask("how fast did metallurgy grow?"), answerer) is None
    told = as_text(Chat(answerer, print).respond("/chart sectors"))
    assert "%" not in told


def test_a_figure_that_nothing_supports_withholds_the_chart(
    answerer: Answerer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard stands before pictures as before words; the operator is told why."""
    wrong = [each.model_copy(update={"label": {"en": "Up 77%"}}) for each in answerer.charts]
    monkeypatch.setattr(Answerer, "charts", wrong)
    assert chart(answerer, "sectors") == 2
    assert "77" in capsys.readouterr().err
    answerer.defects.clear()


def test_every_chart_passes_the_guard(answerer: Answerer, other_answerer: Answerer) -> None:
    """In both releases, with a caption that holds each of its figures."""
    for each in (answerer, other_answerer):
        assert each.charts
        for one in each.charts:
            picture = each.picture(one.id)
            assert picture is not None, each.defects
            assert all(bar.value.removesuffix(" (derived)") in picture.caption for bar in picture.bars)


def test_a_chat_shows_the_chart_of_its_last_answer(answerer: Answerer) -> None:
    """Without a name that of what was just told, with one that; else the list."""
    chat = Chat(answerer, print)
    assert "city-counts" in as_text(chat.respond("/chart"))
    chat.respond("which cities exceeded 10%?")
    assert "█▶ more than 10%" in as_text(chat.respond("/chart"))
    assert "910 million yuan" in as_text(chat.respond("/chart funds"))
    told = as_text(chat.respond("/charts nonsense"))
    assert "There is no chart “nonsense”" in told
    assert "city-counts" in told
