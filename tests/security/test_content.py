"""What a careless or hostile curator could write: it is refused with its place, and nothing of the machine is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import StrictUndefined, TemplateError

from facts import contents
from facts.contents import ContentError
from facts.load import load_release
from intents.matching.wordings import load_wordings
from intents.replies.sandbox import Sandbox

RELEASE = Path(__file__).resolve().parents[1] / "releases" / "marenia-ports-h1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of an invented release."""
    return Path(shutil.copytree(RELEASE, tmp_path / RELEASE.name))


TEMPLATES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ x.__init__.__globals__ }}",
    "{{ x['__class__'] }}",
    "{{ (x|attr('__class__')).__name__ }}",
    "{{ 'a' * 10**9 }}",
    "{{ [0] * 999999999 }}",
    "{{ 10 ** 10 ** 9 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ 'a'.center(999999999) }}",
    "{{ 'a'.zfill(999999999) }}",
    "{{ 'a'|center(999999999) }}",
    "{{ 'a'|indent(999999999) }}",
    "{{ '%s'|format('a') }}",
    "{{ lipsum(n=99999) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}.{% endfor %}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ self._TemplateReference__context }}",
    "{% set x.y = 1 %}",
    "{{ x.append(1) }}",
    "{{ config }}",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_reaches_nothing_and_makes_nothing_large(template: str) -> None:
    """It does not compile, or raises when it is rendered, before anything is made."""
    sandbox = Sandbox(undefined=StrictUndefined)
    try:
        rendered = sandbox.from_string(template).render(x=[1])
    except (TemplateError, TypeError, ValueError):
        return
    pytest.fail(f"rendered {rendered[:80]!r}")


def test_what_templates_need_is_there() -> None:
    """Loops over what is given, conditions, remainders, and filters that make nothing large."""
    text = "{% for a in x %}{{ a|upper }}{{ loop.index % 2 }}{{ ', ' if not loop.last }}{% endfor %} {{ x|join('-') }}"
    assert Sandbox().from_string(text).render(x=["a", "b"]) == "A1, B0 a-b"


def aliases(levels: int) -> str:
    """A few lines that stand for ten to the power of the levels."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


WRITTEN = {
    "aliases": aliases(12),
    "an alias": "questions: &q []\nmore: *q\n",
    "depth": "measures: " + "[" * 100_000,
    "depth by lines": "\n".join(" " * n + "a:" for n in range(2_000)),
    "depth by marks": "- " * 50_000,
    "size": "# " + "x" * contents.LARGEST_FILE,
    "object": "measures: !!python/object/apply:os.system ['true']",
    "binary": "measures: \x00\x01",
    "merge": "a: &a {b: 1}\nmeasures: [{<<: *a}]",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_yaml_that_would_fill_the_memory_is_refused(folder: Path, written: str) -> None:
    """With the place, by an error that is meant for who wrote it."""
    (folder / "more.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match=r"more\.yaml"):
        load_release(folder)


@pytest.mark.parametrize(
    "written",
    [*(WRITTEN[name] for name in ("depth", "depth by marks", "size", "object", "binary")),
     "questions:\n  - means: {tell: containers}\n    asks: &a [how many?]\n  - means: {tell: cargo}\n    asks: *a\n"],
    ids=["depth", "depth by marks", "size", "object", "binary", "aliases"],
)  # fmt: skip
def test_wordings_have_the_same_limits(folder: Path, written: str) -> None:
    """They stand in files of their own."""
    release = load_release(folder)
    (folder / "questions" / "en" / "more.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(ContentError, match=r"more\.yaml"):
        load_wordings(folder, release, "en")


@pytest.mark.parametrize("place", ["more.yaml", "questions/en/more.yaml"])
def test_a_link_out_of_the_folder_is_refused_unread(folder: Path, tmp_path: Path, place: str) -> None:
    """Its words do not come back in an error; a link within the folder is none of the kind."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n", encoding="utf-8")
    (folder / place).symlink_to(secret)
    with pytest.raises(ContentError) as error:
        load_wordings(folder, load_release(folder), "en")
    assert "hunter2" not in str(error.value)
    assert "password" not in str(error.value)
    (folder / place).unlink()
    (folder / "gaps.yaml").rename(folder / "kept.data")
    (folder / "gaps.yaml").symlink_to("kept.data")
    assert load_release(folder).gaps
