"""Who a shopper is: sessions, accounts, and the digital identities that an order's risk is judged by."""
