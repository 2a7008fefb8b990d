"""The hall's rules. They decide and return; they read no clock, session or request."""
