"""Opening a territory by oneself, on the network's own site. Schema: public."""
