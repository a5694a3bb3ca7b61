"""The look of every site: tokens (pure), base templates and components, presets, and each territory’s
brand."""
