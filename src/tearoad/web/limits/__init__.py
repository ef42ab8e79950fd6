"""What a site takes in and writes down: how large a body may be, and what a full disk means."""
