"""Conversations and channels: one pipeline from a question to a guarded reply, and thin adapters around it."""
