"""The ways in which a question can be read, one module for each family of them."""
