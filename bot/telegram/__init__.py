"""The Telegram channel: chats, groups and inline, over the one pipeline. No understanding of questions lives here."""
