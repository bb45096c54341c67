"""Pages and numbers over HTTP: health, metrics."""
