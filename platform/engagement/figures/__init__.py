"""A territory in figures: counted by period, compared, exported, reported to an assembly. Schema: territory."""
