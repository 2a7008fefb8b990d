"""The agent of a kiosk PC: it owns the printer, serves the kiosk's page, and goes on without the server.

A leaf like the rest of `kiosk.agent`: it knows the server by its API alone.
"""
