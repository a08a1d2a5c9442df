"""Words of listings and of keywords: spelling, pieces, and what a keyword asks for."""
