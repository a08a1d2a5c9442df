"""The classification of occupations that listings are filed under."""
