"""Parts that articles of several families share."""
