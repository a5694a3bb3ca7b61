from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "engagement.recognition"
    label = "recognition"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.participations.signals import attendance_recorded
        from engagement.recognition import mail_kinds  # noqa: F401  # declares its e-mails
        from engagement.recognition.receivers import follow_attendance
        from kernel.audit import acts

        attendance_recorded.connect(follow_attendance, dispatch_uid="recognition")
        acts.declare(
            {
                "hours.disputed": _("Hours disputed"),
                "hours.settled": _("Dispute about hours settled"),
                "certificate.issued": _("Certificate issued"),
                "certificate.revoked": _("Certificate revoked"),
            }
        )
