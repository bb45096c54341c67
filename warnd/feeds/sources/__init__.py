"""Sources that are no feeds: what to ask them, and what their answers hold.

One adapter a kind of source, in the table of `table.py`. What it asks is decided in the daemon;
what came is read in the parser's child process, like any other document.
"""
