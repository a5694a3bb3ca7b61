"""What is held about a person: shown, exported, kept, erased. Schema: territory."""
