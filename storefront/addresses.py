"""Addresses of pages that others lead to."""

ORDERS = "/orders"
SIGN_IN, SIGN_UP, ACCOUNT = "/sign-in", "/sign-up", "/account"
