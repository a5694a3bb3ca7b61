"""The network's own site: find your territory. Schema: public, no tables of its own."""
