"""Images under the official names, made without an image registry, to try docker-compose.yml."""
