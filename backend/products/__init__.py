"""The catalogue: what the shop sells, how it is found, and what it looks like."""
