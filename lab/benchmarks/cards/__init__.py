"""Business cards of people and firms that do not exist, drawn and photographed as a phone at a stand would do it."""
