"""What awaits the team's eyes, from every part of the domain. Schema: territory."""
