"""Domain-free helpers: money, ids, clock, errors. Imports nothing of ours."""
