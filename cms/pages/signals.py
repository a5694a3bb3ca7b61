"""What others follow of the pages."""

from django.dispatch import Signal

#: Somebody sent a form. `page`: the form. Within the transaction of the answer.
form_answered = Signal()
