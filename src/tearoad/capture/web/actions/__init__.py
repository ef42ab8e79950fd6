"""What is done on the floor: phones let in and stopped, what they send taken in or kept aside, what waits decided."""
