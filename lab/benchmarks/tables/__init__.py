"""Tables of twenty thousand rows, and two people who edit one of them."""
