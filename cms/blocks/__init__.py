"""What editors build pages from: the blocks, and the field that holds them."""
