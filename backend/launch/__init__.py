"""How a shop is set up, started, looked at and stopped."""
