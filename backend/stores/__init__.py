"""How the shop reaches Redis and MongoDB, and the servers it starts itself when none is given."""
