"""How a language announces a release: its templates, which stand in ``intents/<language>/announcement.yaml``."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from intents.vocabulary.language import FOLDER


class Announcement(BaseModel):
    """The templates of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    long: str
    short: str
    source: str
    """The line that says where the figures stand."""
    button: str = Field(max_length=60)

    @classmethod
    def load(cls, code: str, folder: Path | None = None) -> Announcement:
        """The templates of a language. Raises FileNotFoundError where it has none, ValidationError for wrong ones."""
        path = (folder or FOLDER) / code / "announcement.yaml"
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def languages(folder: Path | None = None) -> list[str]:
    """The languages that a release can be announced in."""
    return sorted(path.parent.name for path in (folder or FOLDER).glob("*/announcement.yaml"))
