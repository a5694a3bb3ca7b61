"""The console of the network's administrators: every territory's health and its life. Schema: public."""
