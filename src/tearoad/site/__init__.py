"""The Django project: configuration, settings, addresses, commands, backup."""
