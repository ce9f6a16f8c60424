"""A whole message: read by its nearest wording, by its parts, or as several figures to be computed with."""
