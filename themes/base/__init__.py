"""Base templates, components and static files that every site of the house stands on."""
