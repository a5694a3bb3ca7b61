"""The operator's pages of the back office: the territory itself. Schema: territory, no tables of its own."""
