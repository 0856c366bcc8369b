"""The server side: sessions, outboxes, accounts and connectors."""
