"""The territory's charter: its versions, and who has signed which. Schema: territory."""
