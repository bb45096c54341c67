"""The languages that warnd reads, each behind `warnd.ports.reading.Language`."""
