"""The pages of a territory's site: Wagtail, its blocks, and what a new site opens with."""
