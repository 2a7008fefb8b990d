"""What citizens see without signing in."""
