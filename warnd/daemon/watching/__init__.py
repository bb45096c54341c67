"""Whether the loops and the feeds get on, and the signs of life that follow from it."""
