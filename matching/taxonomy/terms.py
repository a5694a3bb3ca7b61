"""Causes and skills in four languages, with the other words that people use for them.

Labels in French and English are those that pages show (a test holds them together). `codes_of` answers which codes a
text speaks of: search looks for them beside the words themselves.
"""

# ruff: noqa: E501  one term a line

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import combining, normalize

LANGUAGES = ("fr", "nl", "de", "en")

LONGEST_TERM = 5
"""Words of the longest term that is looked for in a text."""


class Term(NamedTuple):
    """`synonyms` are words and short expressions of any of the languages."""

    labels: Mapping[str, str]
    synonyms: tuple[str, ...]


# code | French | Dutch | German | English | synonyms
_CAUSES = """
solidarity | Solidarité | Solidariteit | Solidarität | Solidarity | entraide, précarité, pauvreté, exclusion, action sociale, sans-abri, maraude, armoede, Armut, poverty
food-aid | Aide alimentaire | Voedselhulp | Lebensmittelhilfe | Food aid | banque alimentaire, épicerie sociale, épicerie solidaire, distribution de repas, colis alimentaire, soupe populaire, voedselbank, Tafel, food bank
social-ties | Lien social | Sociale verbinding | Sozialer Zusammenhalt | Social ties | isolement, solitude, convivialité, voisinage, vivre ensemble, intergénérationnel, café associatif, eenzaamheid, Nachbarschaft, loneliness
elderly | Personnes âgées | Ouderen | Ältere Menschen | Older people | seniors, aînés, EHPAD, maison de repos, maison de retraite, visite à domicile, bejaarden, Senioren, elderly
youth-education | Jeunesse et éducation | Jeugd en onderwijs | Jugend und Bildung | Youth and education | enfants, jeunes, école, aide aux devoirs, mouvement de jeunesse, scoutisme, alphabétisation, jongeren, Schule, education
culture | Culture | Cultuur | Kultur | Culture | art, spectacle, festival, bibliothèque, musée, cinéma, concert, muziek, Kunst
sport | Sport | Sport | Sport | Sport | club sportif, football, randonnée, course, tournoi, activité physique, voetbal, Verein
environment | Environnement | Milieu | Umwelt | Environment | nature, écologie, biodiversité, climat, jardin partagé, potager, ramassage de déchets, natuur, Naturschutz, nature conservation
health-disability | Santé et handicap | Gezondheid en handicap | Gesundheit und Behinderung | Health and disability | hôpital, malades, soins, don du sang, accessibilité, santé mentale, aidants, ziekenhuis, Krankenhaus, disability
animals | Animaux | Dieren | Tiere | Animals | refuge, chiens, chats, SPA, protection animale, dierenasiel, Tierheim, animal shelter
digital-inclusion | Inclusion numérique | Digitale inclusie | Digitale Teilhabe | Digital inclusion | fracture numérique, illectronisme, démarches en ligne, initiation à l’ordinateur, digitale kloof, digital divide
employment | Emploi et insertion | Werk en inschakeling | Arbeit und Eingliederung | Employment | chômage, recherche d’emploi, insertion professionnelle, parrainage, CV, werkloosheid, Arbeitslosigkeit, unemployment
citizenship | Citoyenneté | Burgerschap | Bürgerschaft | Citizenship | démocratie, participation citoyenne, droits humains, mémoire, vie associative, burgerparticipatie, Demokratie, democracy
heritage | Patrimoine | Erfgoed | Kulturerbe | Heritage | monument, restauration, histoire locale, archives, château, chantier de restauration, Denkmal, local history
housing | Logement | Huisvesting | Wohnen | Housing | habitat, mal-logement, hébergement, emménagement, wonen, Wohnung, homelessness
migrants | Accueil des personnes migrantes | Opvang van migranten | Aufnahme von Migranten | Migrants and refugees | migrants, réfugiés, exilés, demandeurs d’asile, cours de français, FLE, vluchtelingen, Flüchtlinge, refugees
emergency | Urgence et secours | Noodhulp | Nothilfe | Emergency and relief | inondation, secouristes, Croix-Rouge, catastrophe, protection civile, pompiers, overstroming, Hochwasser, flood
international | Solidarité internationale | Internationale solidariteit | Internationale Solidarität | International solidarity | humanitaire, développement, ONG, commerce équitable, ontwikkelingshulp, Entwicklungshilfe, humanitarian
circular-economy | Économie circulaire | Circulaire economie | Kreislaufwirtschaft | Circular economy | recyclage, réemploi, ressourcerie, recyclerie, repair café, friperie, zéro déchet, kringloop, Recycling, reuse
"""

_BROADER_CAUSES = MappingProxyType(
    {
        "food-aid": "solidarity",
        "housing": "solidarity",
        "migrants": "solidarity",
        "elderly": "social-ties",
        "heritage": "culture",
        "circular-economy": "environment",
    }
)

_SKILLS = """
listening | Écoute | Luisteren | Zuhören | Listening | empathie, accompagnement moral, soutien moral, luisterend oor
reception | Accueil | Onthaal | Empfang | Welcoming people | réception, orientation, guichet, onthaalmedewerker
cooking | Cuisine | Koken | Kochen | Cooking | cuisinier, repas, pâtisserie, traiteur, keuken, Küche, cook
driving | Conduite | Autorijden | Autofahren | Driving | chauffeur, transport de personnes, permis B, covoiturage, camionnette, bestuurder, Fahrer, driver
gardening | Jardinage | Tuinieren | Gärtnern | Gardening | jardinier, espaces verts, taille, maraîchage, tuin, Garten, gardener
handiwork | Bricolage | Klussen | Heimwerken | Handiwork | petits travaux, réparation, bricoleur, dépannage à domicile, rénovation, klusjes, Reparatur, repairs
carpentry | Menuiserie | Schrijnwerk | Tischlerei | Carpentry | menuisier, charpente, bois, ébénisterie, timmerman, Schreiner, woodwork
plumbing | Plomberie | Loodgieterij | Klempnerei | Plumbing | plombier, sanitaire, chauffage, loodgieter, Klempner, plumber
electricity | Électricité | Elektriciteit | Elektrik | Electrical work | électricien, installation électrique, elektricien, Elektriker, electrician
painting | Peinture et décoration | Schilderen en decoreren | Malern und Dekorieren | Painting and decorating | peintre, peinture, papier peint, tapisserie, schilder, Maler, decorator
sewing | Couture | Naaien | Nähen | Sewing | couturier, couturière, tricot, retouches, stof, Schneider, knitting
mechanics | Mécanique | Mechanica | Mechanik | Mechanics | mécanicien, réparation de vélos, atelier vélo, fietsherstel, Fahrradwerkstatt, bike repair
bookkeeping | Comptabilité | Boekhouding | Buchhaltung | Bookkeeping | comptable, trésorier, trésorerie, budget, boekhouder, Buchhalter, accounting
fundraising | Recherche de financements | Fondsenwerving | Mittelbeschaffung | Fundraising | subventions, mécénat, collecte de fonds, dossier de subvention, sponsoring, subsidies, Spenden, grants
legal | Droit | Recht | Recht | Law | juriste, avocat, juridique, conseil juridique, advocaat, Jurist, legal advice
administration | Secrétariat et gestion | Secretariaat en beheer | Büro und Verwaltung | Office work | secrétaire, secrétariat, administratif, gestion, classement, secretaris, Sekretariat, clerical
project-management | Gestion de projet | Projectbeheer | Projektleitung | Project management | chef de projet, coordination, pilotage, projectleider, Projektmanagement
event-organisation | Organisation d’événements | Evenementen organiseren | Veranstaltungen organisieren | Event organisation | événementiel, fête, kermesse, évènement, organisateur, evenement, Veranstaltung, events
logistics | Logistique | Logistiek | Logistik | Logistics | manutention, montage, stock, magasinier, livraison, opbouw, Lager, stewarding
writing | Rédaction | Schrijven | Schreiben | Writing | rédacteur, articles, écrivain public, journal, redactie, Redaktion, copywriting
proofreading | Relecture | Nalezen | Korrekturlesen | Proofreading | correction, orthographe, correcteur, Lektorat
translation | Traduction | Vertalen | Übersetzen | Translation | traducteur, interprète, interprétariat, langues, tolk, Dolmetscher, interpreter
communication | Communication | Communicatie | Kommunikation | Communication | réseaux sociaux, community manager, presse, promotion, publicité, sociale media, Öffentlichkeitsarbeit, social media
photography | Photographie | Fotografie | Fotografie | Photography | photo, photographe, reportage photo, foto, photographer
video | Vidéo | Video | Video | Video | montage vidéo, film, tournage, vidéaste, Filmen, filming
graphic-design | Graphisme | Grafisch ontwerp | Grafikdesign | Graphic design | graphiste, affiche, mise en page, logo, illustration, vormgeving, Gestaltung, designer
web-design | Création de sites web | Websites maken | Webdesign | Web design | site internet, webmaster, développeur, wordpress, website, Webseite, web developer
it-support | Dépannage informatique | Computerhulp | Computerhilfe | Computer help | informatique, informaticien, ordinateur, réseau, PC, computers, Informatik, IT
teaching | Enseignement | Lesgeven | Unterrichten | Teaching | formateur, formation, cours, professeur, enseignant, leraar, Lehrer, teacher
tutoring | Soutien scolaire | Huiswerkbegeleiding | Hausaufgabenhilfe | School support | aide aux devoirs, tutorat, accompagnement à la scolarité, étude dirigée, bijles, Nachhilfe, homework
reading-aloud | Lecture à voix haute | Voorlezen | Vorlesen | Reading aloud | lire et faire lire, conte, conteur, heure du conte, storytelling
facilitation | Animation de groupe | Groepsbegeleiding | Gruppenleitung | Group facilitation | animateur, animation, atelier, BAFA, moderation, begeleider, Leiter, facilitator
sports-coaching | Encadrement sportif | Sportbegeleiding | Sporttraining | Sports coaching | entraîneur, coach, arbitre, moniteur sportif, trainer, Übungsleiter, referee
first-aid | Premiers secours | Eerste hulp | Erste Hilfe | First aid | secourisme, secouriste, PSC1, EHBO, Sanitäter, BEPS
caregiving | Aide à la personne | Zorg voor mensen | Betreuung | Caregiving | aide-soignant, infirmier, accompagnement de personnes âgées, soins à domicile, mantelzorg, Pflege, nurse
childcare | Garde d’enfants | Kinderopvang | Kinderbetreuung | Childcare | baby-sitting, puériculture, garderie, crèche, oppas, babysitter
animal-care | Soins aux animaux | Dierenverzorging | Tierpflege | Animal care | vétérinaire, promenade de chiens, soigneur, dierenarts, Tierarzt, dog walking
music | Musique | Muziek | Musik | Music | musicien, chant, chorale, guitare, fanfare, koor, Chor, choir
theatre | Théâtre | Theater | Theater | Theatre | comédien, mise en scène, improvisation, acteur, toneel, Schauspiel, drama
crafts | Travaux manuels | Handwerk | Handarbeit | Crafts | loisirs créatifs, artisanat, poterie, vannerie, knutselen, Basteln, handicraft
naturalism | Connaissance de la nature | Natuurkennis | Naturkunde | Natural history | naturaliste, ornithologie, botanique, oiseaux, vogels, Vögel, birdwatching
mapping | Cartographie | Cartografie | Kartografie | Mapping | cartographe, OpenStreetMap, SIG, balisage, kaarten, Karten, GIS
guiding | Visites guidées | Rondleidingen | Führungen | Guided tours | guide, guide touristique, médiation culturelle, gids, Fremdenführer, tour guide
sales | Vente | Verkoop | Verkauf | Sales | vendeur, caisse, boutique, buvette, brocante, verkoper, Verkäufer, shop
sign-language | Langue des signes | Gebarentaal | Gebärdensprache | Sign language | LSF, LSFB, sourds, malentendants, doven, Gehörlose, deaf
"""


def _table(text: str) -> Mapping[str, Term]:
    terms = {}
    for line in text.strip().splitlines():
        code, *labels, synonyms = (cell.strip() for cell in line.split("|"))
        by_language = MappingProxyType(dict(zip(LANGUAGES, labels, strict=True)))
        terms[code] = Term(by_language, tuple(word.strip() for word in synonyms.split(",")))
    return MappingProxyType(terms)


CAUSE_TERMS = _table(_CAUSES)
SKILL_TERMS = _table(_SKILLS)


def synonyms(code: str) -> tuple[str, ...]:
    """Other words for a cause or a skill. Raises KeyError."""
    return (CAUSE_TERMS[code] if code in CAUSE_TERMS else SKILL_TERMS[code]).synonyms


def causes_of(text: str) -> frozenset[str]:
    """Causes that a text speaks of in any language, accents, case and plurals ignored, and the narrower ones of those."""
    found = _found(text, _CAUSES_BY_TERM)
    return found.union(code for code, broader in _BROADER_CAUSES.items() if broader in found)


def skills_of(text: str) -> frozenset[str]:
    """Skills that a text speaks of, in the same way; narrower ones are left to `skills.BROADER`."""
    return _found(text, _SKILLS_BY_TERM)


def _by_term(terms: Mapping[str, Term]) -> Mapping[tuple[str, ...], frozenset[str]]:
    index: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, term in terms.items():
        for words in (*term.labels.values(), *term.synonyms):
            index[tuple(_words(words))].add(code)
    return {words: frozenset(codes) for words, codes in index.items()}


def _found(text: str, index: Mapping[tuple[str, ...], frozenset[str]]) -> frozenset[str]:
    words = list(_words(text))
    return frozenset(
        code
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + LONGEST_TERM) + 1)
        for code in index.get(tuple(words[start:end]), ())
    )


def _words(text: str) -> Iterator[str]:
    """The words of a text, without accents and capitals, and without the final letter of a French plural."""
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    for word in re.findall(r"\w+", plain):
        yield word.rstrip("sx") or word


_CAUSES_BY_TERM, _SKILLS_BY_TERM = _by_term(CAUSE_TERMS), _by_term(SKILL_TERMS)
