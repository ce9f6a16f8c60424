"""Text out of files: plain, Markdown, HTML, PDF; a paragraph a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from facts.draft.document import LARGEST, DocumentError, read_document

PARAGRAPHS = ["Korr's port", "Traffic fell by 3%. It was low.", "A second paragraph."]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with some content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Korr's port\nTraffic fell by 3%. It was low.\nA second paragraph.\n"),
        ("a.txt", "\ufeffKorr's port\r\n\r\nTraffic fell by 3%. It was low.\r\n\r\nA second paragraph."),
        ("a.txt", "Korr's port\n\nTraffic fell\nby 3%. It\nwas low.\n\nA second\nparagraph.\n"),
        (
            "a.md",
            "# Korr's port\n\nTraffic **fell** by\n3%. It was [low](https://example.org).\n\nA second paragraph.\n",
        ),
        (
            "a.html",
            "<html><head><style>p {}</style></head><body><nav><p>Menu</p></nav><h1>Korr&#39;s port</h1>"
            "<div><p>Traffic <b>fell</b> by\n3%.<br>It was low.</p>"
            "<script>x()</script><p>A second paragraph.</p></div>",
        ),
    ],
)
def test_paragraphs_come_out(name: str, content: str, tmp_path: Path) -> None:
    """Each form gives the same paragraphs, without marks, menus and scripts."""
    assert read_document(written(tmp_path, name, content)).splitlines() == PARAGRAPHS


def test_a_row_of_a_table_is_a_line(tmp_path: Path) -> None:
    """Cells are kept apart."""
    table = "| Port | Change |\n|---|---|\n| Korr | −3% |\n"
    assert read_document(written(tmp_path, "a.md", table)).splitlines() == ["Port | Change", "Korr | −3%"]


def test_a_pdf_gives_its_paragraphs(tmp_path: Path) -> None:
    """Lines of a page are put together again to paragraphs."""
    lines = ["Traffic in Korr fell by 3% in the first", "quarter, as the port told. It was low.", "A second one."]
    found = read_document(written(tmp_path, "a.pdf", pdf(lines))).splitlines()
    assert found == ["Traffic in Korr fell by 3% in the first quarter, as the port told. It was low. A second one."]


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines."""
    shown = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"caf\xe9", "not UTF-8"),
        ("a.txt", b"PK\x03\x04\0\0", "is no text"),
        ("a.txt", b" \n ", "holds no text"),
        ("a.html", b"<p></p>", "holds no text"),
        ("a.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("a.pdf", b"", "PDF"),
        ("a.txt", b"a" * (LARGEST + 1), "larger than"),
    ],
)
def test_what_holds_no_text_is_refused(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    """The error says what is wrong and how to mend it."""
    with pytest.raises(DocumentError, match=message) as error:
        read_document(written(tmp_path, name, content))
    assert "To mend:" in str(error.value)


def test_points_of_a_list_stay_apart(tmp_path: Path) -> None:
    """A text of short lines is no wrapped one for the line break at its end; wrapped lines are put together."""
    listed = "Harvest\n• Wheat: 3.9 million tonnes\n• Maize: 1.7 million tonnes\n"
    file = tmp_path / "listed.txt"
    file.write_text(listed, encoding="utf-8")
    assert read_document(file) == listed
    file.write_text(f"Farmers brought in more\nthan in the year before\nand sold it.\n\n{listed}", encoding="utf-8")
    told = "Farmers brought in more than in the year before and sold it."
    assert read_document(file).splitlines() == [told, *listed.splitlines()]
