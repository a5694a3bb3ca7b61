"""The journal of consequential acts. Schema: both, each its own acts."""
