"""What outlives the process: the inbox, the chats, what was told where, announcements,
feedback, and receipts.

Nothing but this folder imports SQLAlchemy. ``Store`` is the door; every table has a module of its own.
"""
