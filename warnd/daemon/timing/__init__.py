"""The time of the machine, how far it is believed, and what happens when."""
