"""What the style guide shows: specimens in French, as the product speaks, invented for the purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator

from themes.base.icons import ICONS
from themes.base.illustrations import ILLUSTRATIONS
from themes.branding.identity import Identity, PartnerMark
from themes.presets import PRESETS
from themes.tokens.semantic import CHARTS


class SpecimenForm(forms.Form):
    """One field of each kind."""

    commune = forms.CharField(label="Votre commune", help_text="Nom ou code postal.")
    email = forms.EmailField(label="Adresse électronique")
    radius = forms.ChoiceField(
        label="Jusqu’où iriez-vous ?",
        choices=[("5", "5 km"), ("10", "10 km"), ("25", "25 km")],
        required=False,
    )
    when = forms.MultipleChoiceField(
        label="Quand êtes-vous disponible ?",
        choices=[
            ("sat-morning", "Samedi matin"),
            ("sat-afternoon", "Samedi après-midi"),
            ("wed-evening", "Mercredi soir"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Autant de moments que vous voulez.",
    )
    mobility = forms.ChoiceField(
        label="Comment vous déplacez-vous ?",
        choices=[
            ("foot", "À pied"),
            ("bike", "À vélo"),
            ("transit", "En bus ou en train"),
            ("car", "En voiture"),
        ],
        widget=forms.RadioSelect,
    )
    start = forms.DateField(
        label="À partir du", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    message = forms.CharField(label="Quelques mots sur vous", widget=forms.Textarea, required=False)
    charter = forms.BooleanField(label="J’ai lu la charte de l’engagement et j’y adhère.")


def context() -> dict[str, Any]:
    wrong = SpecimenForm({"w-email": "claire@", "w-when": ["sat-morning"]}, prefix="w")
    wrong.is_valid()
    return {
        "navigation": [
            {"label": "Accueil", "url": "/", "current": False},
            {"label": "Missions", "url": "/missions/", "current": True},
            {"label": "Associations", "url": "/associations/", "current": False},
        ],
        "presets": PRESETS.values(),
        "co_brand": Identity(
            "Val Vert",
            partners=(
                PartnerMark("PCS de Libin", "plan de cohésion sociale", "https://libin.example/"),
                PartnerMark("Province de Luxembourg", "financeur"),
            ),
        ),
        "icons": sorted(ICONS),
        "illustrations": sorted(ILLUSTRATIONS),
        "form": SpecimenForm(initial={"when": ["sat-morning"], "mobility": "bike"}),
        "wrong_form": wrong,
        "page": Paginator(range(230), 12).get_page(5),
        "trail": [
            {"label": "Accueil", "url": "/"},
            {"label": "Missions", "url": "/missions/"},
            {"label": "Accompagner une sortie au marché", "url": ""},
        ],
        "colours": (
            "canvas",
            "surface",
            "sunken",
            "brand-soft",
            "accent-soft",
            "brand",
            "action",
            "accent",
            "link",
            *CHARTS,
        ),
        "cards": [
            {
                "eyebrow": "Les Jardins partagés du Ban",
                "title": "Arroser et récolter, un matin par semaine",
                "text": "On a besoin de bras pour le potager collectif : désherber, arroser, cueillir ce qui"
                " est mûr et le porter à l’épicerie solidaire."
                " Aucune expérience nécessaire, on apprend ensemble.",
                "meta": [
                    {"icon": "map-pin", "text": "Libin, à 3 km de chez vous"},
                    {"icon": "calendar", "text": "Le mercredi matin, d’avril à octobre"},
                    {"icon": "users", "text": "4 places"},
                ],
                "badges": [
                    {"text": "Environnement", "tone": "brand"},
                    {"text": "Débutants bienvenus", "tone": "success"},
                ],
            },
            {
                "eyebrow": "Un fil à la patte",
                "title": "Rendre visite à une personne âgée qui vit seule",
                "text": "Une heure de conversation, un jeu de cartes, une promenade quand il fait beau."
                " L’équipe vous présente, reste joignable, et vous retrouvez les autres bénévoles une fois par mois.",
                "meta": [
                    {"icon": "map-pin", "text": "Saint-Hubert"},
                    {"icon": "clock", "text": "Une heure par semaine, quand cela vous arrange"},
                ],
                "badges": [{"text": "Lien social", "tone": "accent"}],
            },
            {
                "eyebrow": "Comité des fêtes de Tellin",
                "title": "Tenir la buvette du festival de la cloche",
                "text": "Trois soirées, des équipes de quatre, un repas offert et de la musique.",
                "meta": [
                    {"icon": "map-pin", "text": "Tellin"},
                    {"icon": "calendar", "text": "Les 11, 12 et 13 juin"},
                ],
                "badges": [
                    {"text": "Culture", "tone": "brand"},
                    {"text": "Plus que 2 places", "tone": "warning"},
                ],
            },
        ],
    }
