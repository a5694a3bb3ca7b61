"""The team of a territory in the back office: who may do what."""
