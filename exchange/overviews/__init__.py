"""The comparison from the store: as it is now, as it was known on a date, as documents."""
