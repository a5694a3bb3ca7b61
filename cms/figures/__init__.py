"""A territory's figures and its reports, in the back office. No tables: they are `engagement.figures`'."""
