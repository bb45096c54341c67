"""From a feed that is due to what it caused: stored, judged, and waiting to leave."""
