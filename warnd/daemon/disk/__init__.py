"""What helps when nothing can be recorded, and how the gravest leaves all the same."""
