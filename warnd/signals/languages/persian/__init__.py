"""Persian: how it is cut into sentences, words and numbers."""
