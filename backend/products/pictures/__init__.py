"""The drawing prototype, as it came from the art direction; `drawings.py` is its only caller."""
