"""What the suite stands on: databases, clients, and guards against tests that reach too far."""
