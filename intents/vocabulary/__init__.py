"""A language as content: its words, its grammar and its intents, loaded; and what a person typed as clean tokens."""
