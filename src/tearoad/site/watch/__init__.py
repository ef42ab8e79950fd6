"""What can be seen of a running site: logs without personal data, health, figures."""
