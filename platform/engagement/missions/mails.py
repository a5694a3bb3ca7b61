"""The e-mails that the managers of an association receive about its missions."""

from __future__ import annotations

from django.urls import reverse

from engagement.associations.selectors import managers_of
from engagement.missions.models import Mission
from kernel.mail import services as mail


def tell_of_approval(mission: Mission) -> None:
    """The team has read it, and it is on the site."""
    _tell(mission, "mission_published", path=mission.get_absolute_url())


def tell_of_return(mission: Mission) -> None:
    """The team asks for something else, in its own words."""
    _tell(mission, "mission_sent_back", path=reverse("missions:edit", kwargs={"pk": mission.pk}))


def tell_of_suspension(mission: Mission) -> None:
    """The team has taken it off the site, and says why."""
    _tell(mission, "mission_suspended", path=reverse("missions:edit", kwargs={"pk": mission.pk}))


def _tell(mission: Mission, template: str, *, path: str) -> None:
    context = {"mission_title": mission.title, "reason": mission.reason, "path": path}
    for manager in managers_of(association_id=mission.association_id):
        mail.send(template=template, to=manager, context=context | {"first_name": manager.first_name})
