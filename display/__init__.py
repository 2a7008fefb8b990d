"""The screens overhead."""
