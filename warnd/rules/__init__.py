"""The rule language: queries over sentences, and what is written with them; knows no files."""
