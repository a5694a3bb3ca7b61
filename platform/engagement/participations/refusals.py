"""Why something cannot be. Each says it to the person who tried."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class ParticipationRefused(Exception):
    """The request or the answer cannot be; `message` says why, to the person who made it."""

    message = _("This is not possible.")


class MissionIsFull(ParticipationRefused):
    message = _("There is no place left.")


class MissionIsOver(ParticipationRefused):
    message = _("This mission no longer takes requests.")


class AlreadyRequested(ParticipationRefused):
    message = _("You have already asked to take part.")


class TooManyRequests(ParticipationRefused):
    message = _("You have asked for a great deal today: wait for the first answers, and go on tomorrow.")


class TooYoung(ParticipationRefused):
    message = _("This mission is for older people than you are.")


class SlotRequired(ParticipationRefused):
    message = _("Choose one of the dates.")


class AssociationIsHidden(ParticipationRefused):
    message = _("Your association is not published: it cannot welcome anyone for now.")


class MissionIsSuspended(ParticipationRefused):
    message = _("The site’s team has suspended this mission: nobody can be accepted for now.")


class AlreadyOver(ParticipationRefused):
    message = _("It is over: nothing can be changed any more.")


class PlaceIsFree(ParticipationRefused):
    message = _("A place has just come free: ask for it rather than waiting.")


class OfferHasEnded(ParticipationRefused):
    message = _("This offer has ended: the place went to the next person.")


class NotBegunYet(ParticipationRefused):
    message = _("It has not begun yet: attendance is recorded from its beginning on.")
