"""Associations find volunteers who agreed to be found, and invite them. Schema: territory."""
