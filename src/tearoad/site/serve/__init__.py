"""Running the site: making ready, web server, workers, and the process that keeps them going."""
