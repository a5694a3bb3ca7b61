"""The control plane, in the network's own schema: who the territories are, where, and how they open."""
