"""What people are told of this warnd itself: its clock, its models, its database."""
