"""The Telegram channel: chats, groups and inline, over the one pipeline. No understanding of questions lives here."""

import os

# The library is about to measure times in timedeltas in place of numbers, and warns of it at every 429 until one asks
# for them.
os.environ.setdefault("PTB_TIMEDELTA", "true")
