from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.geography.forms import CommuneField


class FindTerritoryForm(forms.Form):
    """“Where do you live?”"""

    commune = CommuneField(
        label=_("Your commune"), required=False, help_text=_("A name or a postcode: Libin, 6890, Nancy…")
    )
