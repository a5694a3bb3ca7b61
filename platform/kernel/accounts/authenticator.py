"""allauth's second factor in a territory: its name in the app, its secrets unreadable in the database."""

from __future__ import annotations

from io import BytesIO

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import MultiFernet
from django.contrib.auth.base_user import AbstractBaseUser
from qrcode.image.svg import SvgPathFillImage

from kernel.tenancy import current_schema, current_territory
from kernel.tenancy.seals import cipher


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        territory = current_territory()
        return territory.name if territory else ""

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """On a ground of its own: a telephone reads dark on light, whatever the page's colours."""
        drawing = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawing)
        return drawing.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    return cipher(purpose="kernel.accounts.second_factor", schema=current_schema())
