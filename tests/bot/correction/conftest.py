"""The Bot API server of the tests."""

from tests.bot.telegram.conftest import api

__all__ = ["api"]
