"""Facts put right after they were told: drafted on a copy, shown, put in place, and passed on to who was told."""
