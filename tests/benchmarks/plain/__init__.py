"""A plain Wagtail site of one town, built the way Wagtail's own demonstration is: what our pages are compared with."""
