"""What the domains above missions answer. Sent inside the transaction of the change, from a service.

A receiver writes its rows and queues its e-mails there, and calls no service of missions. Missions know nobody's
participation: who is concerned is the receiver's question.
"""

from django.dispatch import Signal

#: A mission will not take place. Receivers release its places and tell everyone concerned why.
#: Arguments: `mission`, `reason` (words for those people), `by` (User or None), `now`.
mission_cancelled = Signal()

#: Some dates of a mission will not take place; the mission goes on. The same, for those slots.
#: Arguments: `mission`, `slots` (list of Slot), `reason`, `by`, `now`.
slots_cancelled = Signal()

#: The place or the dates changed of a mission that people count on. Receivers tell each person what changes for her,
#: in one e-mail. Arguments: `mission` (as it is now), `place_was` (the place in words, None where it did not change),
#: `moments_were` (a slot's id, or None for a mission without dates, to the former moment in words), `by`, `now`.
mission_changed = Signal()

#: A place was added or a slot was made: whoever waits may have a chance. Arguments: `mission`, `now`.
places_added = Signal()

#: A draft was made of another mission. Receivers copy what they add to one. Arguments: `source`, `mission` (the draft).
mission_copied = Signal()
