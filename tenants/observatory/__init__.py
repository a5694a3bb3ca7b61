"""What the network says of itself in public: aggregates by département or province, cause and month. Schema: public."""
