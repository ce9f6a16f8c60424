"""What stands in a message, taken out before anything is matched: numbers, periods, names, cues, and facts named."""
