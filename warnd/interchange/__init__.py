"""Versions of alerts in the formats that other programs read; text in, text out."""
