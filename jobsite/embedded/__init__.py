"""Django's PostgreSQL backend over the embedded server: the first connection starts it."""
