"""What others follow of the pages."""

from django.dispatch import Signal

#: Somebody sent a form. `page`: the form. Within the transaction of the answer.
form_answered = Signal()
#: A scheduled page could not be published. `version`: the revision, no longer scheduled; `reasons`: why, in words.
publication_failed = Signal()
