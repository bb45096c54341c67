"""Step 4: claims weighed over time, area by area."""
