"""The ports: what the steps ask of the world, each a small protocol of its own."""
