"""What citizens offer of their own: services and skills. Schema: territory."""
