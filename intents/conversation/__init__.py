"""What leans on the answer before."""
