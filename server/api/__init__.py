"""The contract with other programs: `/api/v1`."""
