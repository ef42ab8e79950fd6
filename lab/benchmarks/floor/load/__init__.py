"""The whole fair comes back from a dead network at once: phones that send, and who judges what arrived."""
