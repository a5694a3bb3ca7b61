"""The territory's own rules: what is moderated, how long things wait and stay. Schema: territory."""
