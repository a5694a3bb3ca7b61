"""The shared engine and the network's catalogue of opportunities, in the public schema. No personal data."""
