"""The sides of `beside_reader.py`, each a process of its own."""
