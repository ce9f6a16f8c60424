"""Language, both ways: a question to a typed query, a result to words."""
