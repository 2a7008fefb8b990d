"""The machine at the door: its screen, and the agent that owns its printer."""
