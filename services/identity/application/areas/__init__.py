"""What identity offers, area by area; `bootstrap.py` puts the areas together."""
