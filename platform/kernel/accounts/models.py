"""One account, in one schema: a person of a territory, or an administrator of the network."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.accounts.names import refuse_what_is_no_name

#: What ends the address of a guest, whose real one only her own territory knows. No server answers for it (RFC 2606).
GUEST_DOMAIN = "pass.invalid"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail address. The address is never shown to other people."""

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(
        _("first name"), max_length=80, blank=True, validators=[refuse_what_is_no_name]
    )
    last_name = models.CharField(
        _("last name"), max_length=80, blank=True, validators=[refuse_what_is_no_name]
    )
    is_staff = models.BooleanField(_("member of the team"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        if self.is_guest:
            return self.first_name or str(_("Guest of the territory"))
        return self.first_name or self.email.partition("@")[0]

    @property
    def is_guest(self) -> bool:
        """Whether she is here by a pass from another territory."""
        return is_guest_address(self.email)

    @property
    def masked_name(self) -> str:
        """What others see of a person: first name and initial, never the address."""
        initial = f" {self.last_name[0]}." if self.last_name else ""
        return (self.first_name or str(_("Somebody"))) + initial


def is_guest_address(address: str) -> bool:
    """Whether nothing can be sent to this address, because it stands for a guest."""
    return address.lower().endswith(f"@{GUEST_DOMAIN}")
