"""Pages of the floor: the phone's page, what phones send, what the officer sees of it."""
