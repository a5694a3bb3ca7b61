"""Taking part in another territory without a second account. Schema: territory."""
