"""A hall of virtual visitors and clerks, driving the real HTTP API."""
