"""The bot watched while it works: what it does is counted, and it says whether it is well. No channel is known here."""
