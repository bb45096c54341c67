"""The steps from each schema to the next, forward only; what was released never changes again."""
