"""What the product is: knows no chat platform and no SQL."""
