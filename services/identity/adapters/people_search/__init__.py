"""The search of people by organisations (ID-48 to ID-50): an index in memory, per process."""
