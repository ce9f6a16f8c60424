"""Charts: found by their names, drawn as pictures, or shown as lines of text."""
