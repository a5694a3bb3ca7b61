"""What people offer in the demonstration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferText:
    title: str
    description: str
    skills: tuple[str, ...]
    causes: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    duration: str = ""
    radius_km: int = 20
    for_associations: bool = False


OFFERS: tuple[OfferText, ...] = (
    OfferText(
        title="Dessiner une affiche ou un dépliant",
        description=(
            "Graphiste le jour, je donne une soirée de temps en "
            "temps pour une affiche qui donne envie de venir."
        ),
        skills=("graphic-design", "communication"),
        causes=("culture",),
        duration="Une soirée par mois",
        radius_km=50,
    ),
    OfferText(
        title="Réparer un vélo avec vous",
        description="J’apporte mes outils et un pied d’atelier. Vous repartez en sachant changer une chambre à air.",
        skills=("mechanics",),
        causes=("environment",),
        availability=("sat-morning",),
        duration="Le samedi matin",
    ),
    OfferText(
        title="Tenir les comptes d’une petite association",
        description=(
            "Trente ans de comptabilité, retraitée depuis peu "
            ": je peux préparer un bilan ou former la relève."
        ),
        skills=("bookkeeping", "administration"),
        duration="Deux heures par semaine",
        for_associations=True,
        radius_km=40,
    ),
    OfferText(
        title="Lire des histoires à voix haute",
        description="Aux enfants d’une école, aux pensionnaires d’une résidence : je choisis les livres avec vous.",
        skills=("reading-aloud",),
        causes=("elderly", "youth-education"),
        availability=("wed-afternoon",),
        duration="Une heure, chaque mercredi",
    ),
    OfferText(
        title="Conduire un minibus",
        description="Permis D et casier vierge. Je connais les petites routes et j’aime les sorties de groupe.",
        skills=("driving",),
        availability=("sat-morning", "sat-afternoon"),
        duration="Un samedi sur deux",
        for_associations=True,
        radius_km=60,
    ),
    OfferText(
        title="Apprendre à se servir de son téléphone",
        description=(
            "Envoyer une photo, prendre un rendez-vous, reconnaître "
            "une arnaque : j’ai de la patience à revendre."
        ),
        skills=("it-support", "teaching"),
        causes=("digital-inclusion",),
        duration="Une heure à la fois",
    ),
    OfferText(
        title="Photographier vos événements",
        description="Une demi-journée de reportage, vingt images retouchées, et le droit de les utiliser.",
        skills=("photography",),
        duration="Une fois par trimestre",
        for_associations=True,
        radius_km=80,
    ),
    OfferText(
        title="Coudre, reprendre, raccommoder",
        description="Costumes de spectacle, rideaux de la salle, ourlets de la braderie : ma machine est prête.",
        skills=("sewing",),
        causes=("solidarity",),
        availability=("mon-evening",),
        duration="Le lundi soir",
    ),
    OfferText(
        title="Traduire de l’arabe et de l’anglais",
        description="Pour un rendez-vous, un courrier, une première visite. Je suis tenue à la discrétion.",
        skills=("translation",),
        causes=("migrants",),
        duration="À la demande",
    ),
    OfferText(
        title="Tailler les fruitiers d’un verger partagé",
        description="Formé par mon grand-père, je montre les gestes : à la fin, c’est vous qui taillez.",
        skills=("gardening", "naturalism"),
        causes=("environment",),
        availability=("sun-morning",),
        duration="Deux dimanches en hiver",
    ),
    OfferText(
        title="Relire vos dossiers de subvention",
        description="J’en ai écrit beaucoup : je vous dis ce qui manque et ce qui est de trop.",
        skills=("writing", "fundraising"),
        duration="Trois heures par dossier",
        for_associations=True,
        radius_km=100,
    ),
    OfferText(
        title="Faire un film d’une minute",
        description="Une interview, un montage simple, des sous-titres : de quoi vous faire connaître.",
        skills=("video",),
        duration="Une journée",
        radius_km=30,
    ),
    OfferText(
        title="Des matelas à bon prix",
        description="Je propose des matelas neufs à prix réduit pour vos adhérents.",
        skills=("sales",),
        duration="Toute l’année",
    ),
    OfferText(
        title="Entraîner une équipe de jeunes",
        description="Ancien joueur de basket, brevet d’animateur en poche, je cherche un club près de chez moi.",
        skills=("sports-coaching",),
        causes=("sport",),
        availability=("wed-afternoon", "sat-morning"),
        duration="Deux fois par semaine",
    ),
    OfferText(
        title="Accompagner une personne en fauteuil",
        description="Au marché, au cinéma, en promenade : j’ai l’habitude, mon frère est en fauteuil.",
        skills=("caregiving", "listening"),
        causes=("health-disability",),
        duration="Un après-midi par semaine",
    ),
    OfferText(
        title="Jouer de l’accordéon",
        description="Bals, goûters, fêtes d’école : une heure de musette et de chansons, sans sono.",
        skills=("music",),
        causes=("culture", "elderly"),
        duration="Une heure, sur rendez-vous",
        radius_km=35,
    ),
    OfferText(
        title="Une main sûre pour le bricolage",
        description="Étagères, prises, robinets : je viens avec ma caisse et je laisse propre.",
        skills=("handiwork", "plumbing", "electricity"),
        duration="Quelques heures par mois",
        radius_km=15,
    ),
    OfferText(
        title="Animer une réunion difficile",
        description="Médiateur de métier : je prépare avec vous, je distribue la parole, je garde l’heure.",
        skills=("facilitation",),
        duration="Une soirée",
        for_associations=True,
        radius_km=50,
    ),
)
