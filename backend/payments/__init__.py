"""Charges each order once and reports how it went."""
