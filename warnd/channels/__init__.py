"""Step 6: carry it out; channels are strangers to one another."""
