"""A first draft of a release's content, read out of its text by rule; everything that is a guess is marked as one."""
