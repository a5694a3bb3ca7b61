from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.accounts.models import User
from kernel.accounts.services import reset_second_factor
from kernel.tenancy import tenant_context, territory_called


class Command(BaseCommand):
    help = "Takes away the second factor of somebody who lost it. Check first that it is she who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the territory's short name")
        parser.add_argument("email")

    def handle(self, *, slug: str, email: str, **options: object) -> None:
        territory = territory_called(slug)
        if territory is None:
            raise CommandError(f"no territory is called {slug}")
        with tenant_context(territory):
            user = User.objects.filter(email__iexact=email).first()
            if user is None:
                raise CommandError(f"nobody at {slug} has this address")
            reset_second_factor(user=user)
        self.stdout.write("Done: the next entry asks to set it up again. An e-mail has told so.")
