"""What flows through warnd: frozen records, one noun a file."""
