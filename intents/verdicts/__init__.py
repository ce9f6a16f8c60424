"""What a reader puts forward, held against the facts: yes, no, or not settled, and what is taken back for caution."""
