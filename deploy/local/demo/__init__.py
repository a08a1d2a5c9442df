"""A small portal to look at: organisations, listings, people, applications, a mail."""
