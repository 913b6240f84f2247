"""`make load-engine`: a real engine at work, and what it costs its callers to share it."""
