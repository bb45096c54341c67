"""One migration a file; `revision` numbers them in order."""
