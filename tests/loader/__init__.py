"""The loader, ingest and people's corrections, on a real PostgreSQL."""
