"""What the release says: facts with their sources, and the questions a fact base can be asked."""
