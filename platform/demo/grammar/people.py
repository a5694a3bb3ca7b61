"""First and last names, frequent in Wallonia and Lorraine, combined at random: nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .french import fold

_WOMEN = tuple(
    """
    Aline Amandine Amina Anaïs Andrée Anne Aurore Béatrice Bernadette Brigitte Camille Carine Caroline
    Catherine Cécile Chantal Charlotte Christelle Claire Clara Claudine Colette Danielle Delphine Denise
    Dominique Élise Élodie Émilie Emma Estelle Fabienne Fatima Florence Françoise Geneviève Ghislaine
    Hélène Inès Isabelle Jeanne Joëlle Josiane Julie Juliette Justine Karima Laetitia Latifa Laure Léa
    Leïla Lina Louise Lucie Lydie Madeleine Manon Margaux Marianne Marie Marion Martine Mathilde Michèle
    Monique Myriam Nadia Nathalie Nicole Noémie Odile Pascale Patricia Pauline Rachida Régine Renée Rosa
    Sabine Samira Sandrine Sarah Solange Sonia Sophie Stéphanie Suzanne Sylvie Thérèse Valérie Véronique
    Virginie Viviane Yasmine Yolande Zoé
    """.split()  # noqa: SIM905
)
_MEN = tuple(
    """
    Abdel Adrien Ahmed Alain Albert Alexandre Antoine Arnaud Arthur Bastien Benoît Bernard Bruno Cédric
    Christian Christophe Claude Clément Cyril Damien Daniel David Denis Didier Émile Éric Étienne
    Fabrice Félix Florian François Frédéric Gaëtan Georges Gérard Gilles Grégory Guillaume Guy Hamid
    Henri Hugo Idriss Jacques Jean Jérémy Jérôme Joël Jonathan Julien Karim Kevin Laurent Léon Loïc
    Louis Luc Ludovic Marc Marcel Mathieu Maurice Maxime Mehdi Michel Mohamed Mustafa Nicolas Olivier
    Pascal Patrick Paul Philippe Pierre Quentin Raphaël Raymond Rémi René Robert Roger Romain Samuel
    Sébastien Serge Simon Stéphane Théo Thibault Thierry Thomas Tom Victor Vincent Xavier Yannick Yves
    Youssef
    """.split()  # noqa: SIM905
)
_LAST_BE = tuple(
    """
    Adam Antoine Arnould Baijot Bastin Baudoin Bodart Body Bouillon Bourguignon Burton Charlier
    Claessens Clément Collard Collignon Colson Conrard Couvreur Crémer Culot Dardenne Debatty Defoin
    Delhaye Delvaux Denis Deprez Dethier Detaille Devos Dufour Dumont Dupont Evrard Fontaine Fournier
    François Gallet Gaspard Georges Gérard Gilson Goffin Grandjean Grégoire Guillaume Habran Halleux
    Hanin Henrot Henry Herman Houba Istasse Jacquemin Jacques Jadot Lambert Lambin Laurent Lecomte
    Lejeune Lemaire Léonard Leroy Louis Lurkin Magnette Maréchal Marchal Martin Mathieu Michaux Michel
    Moreau Naveau Nicolas Noël Paquet Petit Pierard Pierret Piron Poncelet Rasquin Renard Renson Robert
    Rossion Roussel Simon Sohier Thiry Thomas Toussaint Urbain Vandenberg Verlaine Wauthier Wilmet Zabus
    Benali Bouzid Diallo Kaya Kowalski Mbuyi Nguyen Rossi Yilmaz
    """.split()  # noqa: SIM905
)
_LAST_FR = tuple(
    """
    Antoine Aubry Aubertin Barbier Barthélemy Bastien Baudot Bazin Bertrand Blaise Boulanger Bour
    Bourgeois Brice Chaumont Chevalier Claudel Clément Colin Collin Contal Cuny Dardaine Didier Didelot
    Drouin Dubois Dupuis Durand Étienne Ferry Fleurant Florentin François Gaillard Gaspard Génin George
    Gérardin Germain Gérard Grandjean Grosjean Guérin Guillaume Habert Hacquard Henry Humbert Husson
    Jacquot Jacquemin Joly Lallemand Lambert Laurent Leclerc Lhuillier Louis Mangin Mangeot Marchal
    Martin Masson Mathieu Maurice Mengin Michel Morel Mougeot Munier Nicolas Noël Parisot Perrin Petit
    Petitjean Pierron Poirel Poirot Renaud Richard Robert Rolin Roussel Royer Rouyer Simon Simonin
    Thiébaut Thiriet Thomas Thouvenin Thouvenot Toussaint Vautrin Villemin Vincent Vuillaume Amrani
    Benali Diallo Ferreira Haddad Kaya Kowalczyk Nguyen Nowak Rossi Traoré Yilmaz
    """.split()  # noqa: SIM905
)
_LAST = {"BE": _LAST_BE, "FR": _LAST_FR}


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the gender that French agrees with."""

    first_name: str
    last_name: str
    feminine: bool


def person(country: str, rng: Random) -> Person:
    """Somebody who does not exist, living in ``country``."""
    feminine = rng.random() < 0.56
    return Person(rng.choice(_WOMEN if feminine else _MEN), rng.choice(_LAST[country]), feminine)


def first_name(rng: Random) -> tuple[str, bool]:
    """A first name, and whether it is a woman's."""
    feminine = rng.random() < 0.56
    return rng.choice(_WOMEN if feminine else _MEN), feminine


def mailbox(someone: Person, taken: set[str], domain: str) -> str:
    """A free address for ``someone`` at ``domain``; it is added to ``taken``."""
    local = ".".join(
        "".join(c if c.isalnum() else "-" for c in fold(part))
        for part in (someone.first_name, someone.last_name)
    )
    address, number = f"{local}@{domain}", 2
    while address in taken:
        address, number = f"{local}{number}@{domain}", number + 1
    taken.add(address)
    return address
