"""The daemon: composition root, scheduler, reload, health, systemd."""
