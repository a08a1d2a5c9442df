"""The identity service at the size of a national portal: made by its own commands, then measured."""
