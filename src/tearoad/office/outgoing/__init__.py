"""The one way out of this machine: to hosts that an operator named, at the address that was judged."""
