"""Redis Streams for every room: publish, outbox, consume, retry, dead letter, sweep. Knows no room."""
