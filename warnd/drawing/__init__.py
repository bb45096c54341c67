"""Small pictures in messages, drawn in a process of their own."""
