"""Japanese (and English) text for search: cutting, folding, and what a keyword wants."""
