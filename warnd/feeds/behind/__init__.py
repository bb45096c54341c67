"""What stands behind the links of entries: full texts and alerts."""
