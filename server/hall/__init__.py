"""What people do in the hall: one verb, one function, one transaction."""
