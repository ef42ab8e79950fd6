"""Tables that are edited where they stand: their rows, who may be named, what a reader sees."""
