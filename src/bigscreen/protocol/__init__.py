"""What hub and clients say to each other: messages, codec, session state machines (sans-I/O)."""
