"""The wordings that readers use and the typed queries that they mean; the nearest wording of a question is found."""
