"""What people asked in vain: listed by likeness, and turned into wordings, aliases and gaps; never into a fact."""
