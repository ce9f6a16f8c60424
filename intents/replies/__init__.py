"""From findings to words and pictures."""
