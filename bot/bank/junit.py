"""A report in the form of JUnit, which build servers show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as Xml

from bot.bank.ask import Asked
from bot.bank.report import Report

_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(reports: Iterable[Report], file: Path) -> None:
    """One suite for each group of questions of each release. Raises OSError where the file cannot be written."""
    root = Xml.Element("testsuites")
    for report in reports:
        for group, asked in report.groups().items():
            failed = sum(not each.is_right and not each.is_known for each in asked)
            skipped = sum(each.is_known for each in asked)
            counts = {"tests": len(asked), "failures": failed, "skipped": skipped, "errors": 0}
            suite = Xml.SubElement(root, "testsuite", {"name": f"{report.release}: {group}"})
            suite.attrib.update({name: str(count) for name, count in counts.items()})
            for each in asked:
                _case(suite, each, f"{report.release}.{each.turn.kind}")
    Xml.indent(root)
    Xml.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def _case(suite: Xml.Element, asked: Asked, name: str) -> None:
    case = Xml.SubElement(suite, "testcase", {"classname": name, "name": _written(asked.turn.ask)})
    case.set("file", asked.case.place)
    if asked.is_known:
        Xml.SubElement(case, "skipped", {"message": _written(asked.turn.fault)})
    elif not asked.is_right:
        told = Xml.SubElement(case, "failure", {"message": _written(asked.judged.why), "type": asked.judged.outcome})
        told.text = _written(f"{asked.reply.status}: {asked.reply.text}")


def _written(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)
