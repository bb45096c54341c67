"""Tests of French."""
