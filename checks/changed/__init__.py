"""Which tests a change can affect, nearest first."""
