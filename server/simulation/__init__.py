"""A hall of virtual visitors and clerks, driven through the real HTTP API."""
