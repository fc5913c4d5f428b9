"""Takes orders and their stock, and moves each order along its status edges."""
