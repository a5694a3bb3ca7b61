"""Events: what happens, where and when, how often, for how many. Schema: territory."""
