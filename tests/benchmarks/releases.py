"""What many releases cost: loading and checking them, and one question over them against one over a single release.

The releases are invented here, each with its own figures for the same indicators, so that all of them form series; the
oldest has one fact that no other has. Run it as

    python tests/benchmarks/releases.py [--releases N] [--facts N] [--questions N]

It prints times, ratios of times, and memory. Everything is kept in a folder of its own, the cache too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
FIRST_YEAR = 1980
OTHERS = 9
"""Facts of a release beside the rates of its towns."""
ORE = "ore mined"


def written(number: int, facts: int, *, has_own: bool) -> dict[str, str]:
    """The files of one invented release; a quarter's figures of a country with many towns."""
    year, quarter = FIRST_YEAR + number // 4, number % 4 + 1
    towns = [f"Town {_letters(place)}" for place in range(facts - OTHERS)]
    label = f"quarter {quarter} of {year}"
    about = f"""about:
  id: towns-{number:03}
  title: {{en: "Towns of Norland, {label}"}}
  home: norland
  period: own
  issued: {year}-{quarter * 3:02}-28
  year: {year}
  headline: output
  digest: [output, fairs]
  sentences: [{facts + 1}]
  common: {{en: [norland, town]}}
  suggestions: [output, fairs]
periods:
  - {{id: own, label: {{en: "{label}"}}, months: [{quarter * 3 - 2}, {quarter * 3}]}}
kinds:
  - {{id: country, label: {{en: country}}, plural: {{en: countries}}}}
  - {{id: town, label: {{en: town}}, plural: {{en: towns}}}}
indicators:
  - {{id: growth, label: {{en: growth of output}}, unit: percent}}
  - {{id: number, label: {{en: number}}, unit: count}}
"""
    things = ["entities:", _entity("norland", "country", "Norland", "In Norland")]
    rates = ["measures:", _measure("output", "growth", "norland", f"{_rate(number, 0)} %", "output", "output grew by")]
    for place, town in enumerate(towns, 1):
        name = town.lower().replace(" ", "-")
        things.append(_entity(name, "town", town, f"in {town}"))
        rates.append(_measure(f"{name}-growth", "growth", name, f"{_rate(number, place)} %", town, f"{town} grew by"))
    for place, noun in enumerate(("fair", "bridge", "school", "library", "mill", "market", "theatre")):
        rates.append(
            _measure(f"{noun}s", "number", "norland", f"{40 + number + place} {noun}", f"{noun}s", f"{noun}s:")
        )
    rates.append(_measure("roads", "number", "norland", f"{300 + number} road", "roads", "roads:"))
    if has_own:
        rates.append(_measure("ore", "number", "norland", "777 tonne", ORE, "ore:"))
    asked = [("output", "total output"), *((f"{t.lower().replace(' ', '-')}-growth", f"growth in {t}") for t in towns)]
    asked += [(f"{noun}s", f"number of {noun}s") for noun in ("fair", "bridge", "school", "library", "mill", "market")]
    asked += [("ore", f"amount of {ORE}")] if has_own else []
    asks = ["questions:"]
    for fact, words in asked:
        asks += [f"  - means: {{tell: {fact}}}", "    asks:"]
        asks += [
            f'      - "{ask.format(words)}"' for ask in ("What was the {}?", "{}", "How high was the {}?", "the {}")
        ]
    return {
        "release.yaml": about,
        "entities.yaml": "\n".join(things) + "\n",
        "measures.yaml": "\n".join(rates) + "\n",
        "questions/en/all.yaml": "\n".join(asks) + "\n",
    }


def _letters(place: int) -> str:
    return chr(ord("A") + place // 26) + chr(ord("a") + place % 26) + "ford"


def _rate(number: int, place: int) -> str:
    return f"{1 + (number * 7 + place * 3) % 90 / 10:.1f}"


def _entity(name: str, kind: str, label: str, excerpt: str) -> str:
    source = f'{{paragraph: 1, sentence: 1, excerpt: "{excerpt}"}}'
    return f'  - {{id: {name}, kind: {kind}, label: {{en: "{label}"}}, source: {source}}}'


def _measure(name: str, indicator: str, subject: str, value: str, called: str, excerpt: str) -> str:
    shown = value.replace(" %", "%").split(" ")[0]
    return f"""  - id: {name}
    label: {{en: "{called}"}}
    indicator: {indicator}
    subject: {subject}
    period: own
    value: {value}
    names: {{en: ["{called.lower()}"]}}
    statement: {{en: "{called}: {{value}}."}}
    entities: [{subject}]
    source: {{paragraph: 1, sentence: 1, excerpt: "{excerpt} {shown}"}}"""


def write(folder: Path, releases: int, facts: int) -> None:
    """Write so many releases below a folder."""
    for number in range(releases):
        for name, text in written(number, facts, has_own=number == 0).items():
            place = folder / f"towns-{number:03}" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


def timed(run: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform != "darwin" else 1024**2)


QUESTIONS = {
    "look-up": "What was the total output?",
    "not stated": "How many ships sank?",
    "period": "What was the total output in the second quarter of {year}?",
    "previous": "What was the total output in the previous release?",
    "series": "How has total output developed?",
    "only in the oldest": f"What was the amount of {ORE}?",
}


def load_and_check(folder: Path) -> dict[str, float]:
    """Load all releases below a folder and check each."""
    from facts.check import check_release
    from facts.load import load_release, load_releases

    before = peak()
    releases: dict[str, object] = {}
    loading = timed(lambda: releases.update(load_releases(folder)))
    loaded = peak()
    places = sorted(path for path in folder.iterdir() if path.is_dir())
    problems: list[object] = []
    checking = timed(lambda: [problems.extend(check_release(load_release(place), place)) for place in places])
    return {
        "releases": len(releases),
        "facts": sum(len(each.by_id) for each in releases.values()),  # type: ignore[attr-defined]
        "problems": len(problems),
        "loading, s": loading,
        "loading and checking each, s": checking,
        "memory for all loaded, MB": loaded - before,
        "peak, MB": peak(),
    }


def ask(folder: Path, times: int) -> dict[str, object]:
    """Open the bot over a folder, and ask each question several times, the first time apart."""
    from bot.answer import Answerer

    found: dict[str, object] = {}
    made: list[Answerer] = []
    found["opening, s"] = timed(lambda: made.append(Answerer.load(folder)))
    answerer = made[0]
    year = max(release.about.year or 0 for release in [answerer.release])
    found["memory after opening, MB"] = peak()
    for name, text in QUESTIONS.items():
        question = text.format(year=year - 1)
        first = timed(lambda question=question: answerer.ask(question))
        again = median(timed(lambda question=question: answerer.ask(question)) for _ in range(times))
        reply = answerer.ask(question)
        found[name] = [first * 1000, again * 1000, reply.status.value, len({s.release for s in reply.sources})]
    found["peak, MB"] = peak()
    return found


def walk(folder: Path) -> dict[str, float]:
    """Ask one question of every release in turn, as a crowd of readers might, and see what stays in memory."""
    from bot.answer import Answerer

    answerer = Answerer.load(folder)
    answerer.make_ready()
    before = peak()
    asked = [(release.about.year, release.period["own"].months[1] // 3) for release in answerer.releases.values()]
    names = ("first", "second", "third", "fourth")
    right = 0
    spent = 0.0
    for year, quarter in asked:
        start = time.perf_counter()
        reply = answerer.ask(f"What was the total output in the {names[quarter - 1]} quarter of {year}?")
        spent += time.perf_counter() - start
        told = {source.release for source in reply.sources}
        right += told == {f"towns-{(year or 0) * 4 + quarter - 1 - FIRST_YEAR * 4:03}"}
    return {"asked": len(asked), "of the right release": right, "a question, ms": spent / len(asked) * 1000,
            "memory before, MB": before, "peak, MB": peak()}  # fmt: skip


def run(word: str, folder: Path, cache: Path, times: int) -> dict[str, object]:
    """One of the measurements in a process of its own, so that its memory is its own."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, __file__, word, str(folder), str(times)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def show(title: str, found: dict[str, object]) -> None:
    """Print what was measured."""
    print(title)
    for name, value in found.items():
        if isinstance(value, list):
            value = f"first {value[0]:7.1f} ms, then {value[1]:6.2f} ms   {value[2]}, {value[3]} releases cited"
        elif isinstance(value, float):
            value = f"{value:.1f}"
        print(f"  {name:<30} {value}")


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1 and sys.argv[1] in ("load", "ask", "walk"):
        word, folder, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
        measured = load_and_check(folder) if word == "load" else walk(folder) if word == "walk" else ask(folder, times)
        print(json.dumps(measured))
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--releases", type=int, default=200, metavar="N")
    parser.add_argument("--facts", type=int, default=60, metavar="N")
    parser.add_argument("--questions", type=int, default=20, metavar="N", help="times that each is asked (20)")
    parser.add_argument(
        "--walk", action="store_true", help="ask every release in turn as well; makes all of them ready"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        many, one, cache = Path(place, "many"), Path(place, "one"), Path(place, "cache")
        write(many, options.releases, options.facts)
        newest = sorted(many.iterdir())[-1]
        one.mkdir()
        (one / newest.name).symlink_to(newest)
        show("loading", run("load", many, cache, 1))
        for folder in (one, many):
            show(f"making ready, {folder.name}", run("ask", folder, cache, 1))
        single, several = (run("ask", folder, cache, options.questions) for folder in (one, many))
        show("one release", single)
        show("all releases", several)
        base = single["look-up"][1]  # type: ignore[index]
        print("a question over all of them against a look-up over one, as a ratio of medians")
        for name in QUESTIONS:
            print(f"  {name:<30} {several[name][1] / base:.2f}")  # type: ignore[index]
        if options.walk:
            show("every release in turn", run("walk", many, cache, 1))


if __name__ == "__main__":
    main()
