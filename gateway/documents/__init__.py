"""Documents of applications on their way through the gateway, piece by piece."""
