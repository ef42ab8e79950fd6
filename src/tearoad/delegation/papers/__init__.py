"""The papers of the delegation, each in its reader's language: names, badges, beds, buses, seats, emergencies."""
