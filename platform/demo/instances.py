"""Public facts of the four demonstration instances, and the texts their sites open with.

Names, communes, partners and orders of magnitude are public; taglines, welcome texts and accounts are
ours, for the demonstration. Nothing here needs Django.
"""

from __future__ import annotations

from dataclasses import dataclass

from themes.tokens import BrandChoices

from .grammar.french import typeset

#: The same for every demonstration account; printed by ``make demo`` and refused by production settings.
DEMO_PASSWORD = "demo-maillage-2026"  # noqa: S105  (documented on purpose: a demonstration opens to all)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try the demonstration with. ``role`` is ``citizen``, ``manager`` or ``editor``."""

    role: str
    email: str
    first_name: str
    last_name: str
    #: The commune the person lives in, by ``commune_id``.
    commune_id: str
    password: str = DEMO_PASSWORD


@dataclass(frozen=True, slots=True)
class Partner:
    """An institution shown at the foot of the site."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoInstance:
    """One territory of the demonstration.

    ``communes`` lists ``commune_id``s; when it is empty, ``department`` (a French département code) stands
    for all of its communes. ``welcome`` is the home page's paragraphs, in order.
    """

    slug: str
    name: str
    tagline: str
    kind: str
    country: str
    communes: tuple[str, ...]
    department: str | None
    partners: tuple[Partner, ...]
    brand: BrandChoices
    associations: int
    missions: int
    volunteers: int
    participations: int
    welcome: tuple[str, ...]
    contact_email: str
    accounts: tuple[DemoAccount, ...]
    #: Whether the partners are named at the top of every page too.
    co_branded: bool = False


def _texts(*paragraphs: str) -> tuple[str, ...]:
    return tuple(typeset(paragraph) for paragraph in paragraphs)


def _accounts(slug: str, home: str, *people: tuple[str, str, str, str]) -> tuple[DemoAccount, ...]:
    return tuple(
        DemoAccount(role, f"{local}@{slug}.example", first, last, home) for role, local, first, last in people
    )


#: Who looks after the network, in its console.
ADMINISTRATOR = DemoAccount("administrator", "reseau@maillage.example", "Nadia", "Collignon", commune_id="")

NOVARDENNE = DemoInstance(
    slug="novardenne",
    name="GAL Nov’Ardenne",
    tagline="Quatre communes, une même envie de s’entraider",
    kind="gal",
    country="BE",
    communes=("BE-84035", "BE-84077", "BE-84059", "BE-84068"),
    department=None,
    partners=(
        Partner("GAL Nov’Ardenne", "porteur du projet"),
        Partner("PCS de Libin", "plan de cohésion sociale"),
        Partner("PCS de Libramont-Chevigny", "plan de cohésion sociale"),
        Partner("PCS de Saint-Hubert", "plan de cohésion sociale"),
        Partner("PCS de Tellin", "plan de cohésion sociale"),
    ),
    brand=BrandChoices("#1f5134", "#c98a1b", font_pair="warm", radius="large", preset="clairiere"),
    associations=36,
    missions=48,
    volunteers=60,
    participations=70,
    welcome=_texts(
        "Entre la Lesse et la forêt de Saint-Hubert, des centaines de personnes donnent déjà une heure, une "
        "matinée ou un coup de volant. Cette plateforme les relie, de Libin à Tellin, de Libramont à "
        "Saint-Hubert.",
        "Dites-nous où vous habitez, ce que vous aimez faire et quand vous êtes libre : nous vous proposons "
        "les missions qui vous ressemblent, et nous vous disons pourquoi. Les associations d’à côté, dans "
        "le réseau, ne sont jamais loin non plus.",
        "Un projet du GAL Nov’Ardenne, mené avec les plans de cohésion sociale des quatre communes.",
    ),
    contact_email="bonjour@novardenne.example",
    accounts=_accounts(
        "novardenne",
        "BE-84035",
        ("citizen", "citoyenne", "Aurélie", "Collignon"),
        ("manager", "responsable", "Benoît", "Lambert"),
        ("editor", "redaction", "Sophie", "Gérard"),
    ),
    co_branded=True,
)

MEURTHE_ET_MOSELLE = DemoInstance(
    slug="meurthe-et-moselle",
    name="Place de l’engagement",
    tagline="En trois clics, une association près de chez vous",
    kind="departement",
    country="FR",
    communes=(),
    department="54",
    partners=(
        Partner("Département de Meurthe-et-Moselle", "porteur du projet"),
        Partner("Points d’accueil du département", "aide humaine, sans internet ni adresse e-mail"),
        Partner("Associations signataires de la charte", "contributrices"),
    ),
    brand=BrandChoices("#5b2350", "#f2b61f", font_pair="legible", radius="medium", preset="place"),
    associations=270,
    missions=90,
    volunteers=120,
    participations=140,
    welcome=_texts(
        "De Longwy au pied du Donon, dans les 591 communes du département, 270 associations vous ouvrent "
        "leur porte. Choisissez un domaine, un public ou un lieu : trois clics suffisent pour écrire à "
        "celle qui vous attend.",
        "On peut répondre à une mission, et l’on peut aussi offrir : un savoir-faire, une camionnette le "
        "samedi, une salle le jeudi soir. Les associations se prêtent du matériel, partagent des locaux et "
        "se forment ensemble.",
        "Chaque personne qui contribue signe la charte de l’engagement. Sans internet, les points d’accueil "
        "vous reçoivent et font les démarches avec vous.",
    ),
    contact_email="contact@meurthe-et-moselle.example",
    accounts=_accounts(
        "meurthe-et-moselle",
        "FR-54395",
        ("citizen", "citoyenne", "Nadia", "Haddad"),
        ("manager", "responsable", "Philippe", "Thouvenin"),
        ("editor", "redaction", "Claire", "Mangin"),
    ),
)

SAINT_DIZIER = DemoInstance(
    slug="saint-dizier",
    name="J’aime, Je m’engage",
    tagline=typeset("Un week-end, un événement, un coup de main : Saint-Dizier compte sur vous"),
    kind="city",
    country="FR",
    communes=("FR-52448",),
    department=None,
    partners=(
        Partner("Ville de Saint-Dizier", "porteuse du projet"),
        Partner("Associations bragardes", "premières inscrites"),
    ),
    brand=BrandChoices("#12355b", "#ef6f5e", font_pair="character", radius="medium", preset="affiche"),
    associations=24,
    missions=22,
    volunteers=30,
    participations=34,
    welcome=_texts(
        "Vous aimez Saint-Dizier, ses quais, ses fêtes et ses clubs ? Donnez-leur un peu de votre temps. "
        "Tenir une buvette, accueillir le public, ranger les barrières : souvent, un seul samedi change "
        "tout.",
        "L’agenda de la ville devient une liste de missions. Vous choisissez une date, vous écrivez à "
        "l’association par le site, et vos coordonnées restent masquées.",
        "La plateforme vient d’ouvrir : les premières associations sont là, les suivantes arrivent, et les "
        "bénévoles d’ailleurs sont les bienvenus.",
    ),
    contact_email="bonjour@saint-dizier.example",
    accounts=_accounts(
        "saint-dizier",
        "FR-52448",
        ("citizen", "citoyenne", "Élodie", "Petitjean"),
        ("manager", "responsable", "Karim", "Benali"),
        ("editor", "redaction", "Marc", "Royer"),
    ),
)

NAMUR = DemoInstance(
    slug="namur",
    name="Plateforme du social",
    tagline="Les associations namuroises, ensemble autour de la table",
    kind="city",
    country="BE",
    communes=("BE-92094",),
    department=None,
    partners=(
        Partner("Ville de Namur", "membre du comité de pilotage"),
        Partner("CPAS de Namur", "membre du comité de pilotage"),
        Partner("Province de Namur", "membre du comité de pilotage"),
    ),
    brand=BrandChoices("#7a1f36", "#4c5f73", font_pair="heritage", radius="none", preset="trame"),
    associations=140,
    missions=60,
    volunteers=60,
    participations=80,
    welcome=_texts(
        "À Namur, 140 associations travaillent chaque jour pour que personne ne reste au bord du chemin. "
        "Elles se retrouvent ici, dans trois groupes de travail : le logement, les liens sociaux, les "
        "échanges et le travail en réseau.",
        "Ce que le terrain observe remonte aux autorités, année après année, dans un rapport social. Un "
        "comité de pilotage élu, avec la Ville, le CPAS et la Province, en fixe les priorités.",
        "Envie de donner un coup de main ? Les associations membres publient leurs missions, de Salzinnes à "
        "Jambes, de Vedrin à Wépion.",
    ),
    contact_email="plateforme@namur.example",
    accounts=_accounts(
        "namur",
        "BE-92094",
        ("citizen", "citoyenne", "Manon", "Delvaux"),
        ("manager", "responsable", "Youssef", "El Amrani"),
        ("editor", "redaction", "Anne", "Dumont"),
    ),
)

#: In the order in which the demonstration builds and prints them.
INSTANCES: tuple[DemoInstance, ...] = (NOVARDENNE, MEURTHE_ET_MOSELLE, SAINT_DIZIER, NAMUR)


def instance(slug: str) -> DemoInstance:
    """The instance of that slug. Raises ``KeyError`` when there is none."""
    for candidate in INSTANCES:
        if candidate.slug == slug:
            return candidate
    raise KeyError(slug)
