"""The search of the network's missions, for every site and for the portal. Schema: public, no tables of its own."""
