"""What a new territory's site opens with."""
