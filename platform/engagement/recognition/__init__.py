"""Hours given, certificates, a year's record. Schema: territory."""
