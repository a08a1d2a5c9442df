"""The portal in containers."""
