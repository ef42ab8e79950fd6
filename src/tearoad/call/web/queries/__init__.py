"""What can be asked of calls, applications, campaigns and past missions."""
