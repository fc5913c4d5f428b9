"""What a browser gets before any script runs: the built documents, and what the server knows to add."""
