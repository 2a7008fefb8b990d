"""The screens of the counter: the clerk's desk and the visitor's pad."""
