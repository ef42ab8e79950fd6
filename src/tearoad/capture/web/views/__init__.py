"""The phone's page and what it sends; the officer's pages of the floor."""
