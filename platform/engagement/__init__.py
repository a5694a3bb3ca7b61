"""The territory's own life: associations, missions, volunteers and their taking part."""
