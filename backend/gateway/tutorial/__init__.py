"""The tutorial application's HTTP contract, so that its own web client works against this shop unchanged."""
