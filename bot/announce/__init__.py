"""Announcements: composed from the facts, planned into a ledger of one row a chat, sent once, and reported.

Nothing here knows Telegram's library; ``bot.telegram.courier`` carries what is to be sent.
"""
