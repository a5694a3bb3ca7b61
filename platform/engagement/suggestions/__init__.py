"""What the engine suggests to each person: on a page, every week, and in place of what stays unanswered."""
