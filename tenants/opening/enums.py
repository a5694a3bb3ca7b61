"""The words of an opening."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("being filled in")
    OPENING = "opening", _("the site is being built")
    FAILED = "failed", _("could not be opened")
    OPEN = "open", _("open")


#: In these the applicant still changes what she said.
EDITABLE = (ApplicationState.DRAFT, ApplicationState.FAILED)
#: An address has one of these at a time.
UNFINISHED = (*EDITABLE, ApplicationState.OPENING)


class Document(models.TextChoices):
    """What is accepted. The values are the names of the files in `texts/`."""

    TERMS = "conditions", _("Terms of service")
    PROCESSING = "donnees", _("Data-processing agreement")
