"""warnd reads news feeds for signs of escalation and wakes the right people."""

__version__ = "0.1.0"
