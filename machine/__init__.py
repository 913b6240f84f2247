"""What both processes tell the machine that they run on: `logs` to whoever reads them, `supervision` to systemd."""
