"""What is done to calls, applications, campaigns and past missions."""
