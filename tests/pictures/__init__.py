"""Pictures of every page in every state, for people to judge, and what can be judged without them."""
