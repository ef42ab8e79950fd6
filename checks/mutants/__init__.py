"""Small faults planted in the product, and whether the tests find them."""
