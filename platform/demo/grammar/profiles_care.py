"""Associations of presence, care, rights and welcome."""

from .profiles import read_profiles

PROFILES = read_profiles(
    """
# elderly-company
weight: 3
causes: elderly social-ties
publics: elderly isolated-people
kinds: home-visits friendly-calls care-home-afternoons meal-delivery christmas-table
names
- Les Heures douces {de lieu}
- Le Banc {de poeme}
- Présence {à lieu}
- Un Fauteuil pour deux {à lieu}
- Les Dimanches {de lieu}
summaries
- Visites, appels et goûters pour que vieillir {à lieu} ne veuille pas dire [rester seul|vieillir seul].
- Tenir compagnie aux aînés {de lieu}, [à domicile et en maison de retraite|chez eux ou par téléphone].
- Des bénévoles de [seize à quatre-vingt-six|vingt à quatre-vingts] ans rendent visite aux anciens {de
  lieu}.
stories
- Nos visiteurs ne font ni ménage ni soins. Ils viennent pour la conversation, le jeu de cartes et la
  promenade, et restent souvent fidèles à la même personne pendant des années.
- Une fois par mois, tout le monde se retrouve autour d'un goûter {à salle}. Les voitures vont chercher ceux
  qui ne peuvent plus venir seuls.

# carers
weight: 2
causes: health-disability elderly social-ties
publics: families disabled-people elderly
kinds: respite-care home-visits solidarity-driving
names
- Le Relais {de poeme}
- Souffler {à lieu}
- Aidants {de lieu}
- La Pause {de lieu}
summaries
- Du répit, [des groupes de parole|des conseils] et de l'entraide pour les proches aidants {de lieu}.
- Prendre soin de ceux qui prennent soin, {à lieu} et [alentour|dans les environs].
- Un relais de quelques heures pour que les aidants {de lieu} puissent [dormir, sortir ou ne rien
  faire|souffler un peu].
stories
- L'association a été créée par [trois|quatre] mères qui se croisaient dans la même salle d'attente. Elles
  ont commencé par se garder mutuellement leurs enfants ; elles forment aujourd'hui des relayeurs.
- Un café des aidants se tient chaque mois, avec une psychologue. On y vient quand on veut, on y pleure
  quelquefois, on y rit plus souvent qu'on ne le croit.

# listening
weight: 1
causes: health-disability solidarity
publics: isolated-people everyone
kinds: listening-line friendly-calls
names
- Au bout du fil {de lieu}
- L'Oreille {de poeme}
- Écoute et silence {de lieu}
summaries
- Une ligne d'écoute anonyme tenue chaque soir par des bénévoles formés, {à lieu}.
- Écouter sans conseiller, jour après jour : la ligne [de nuit|du soir] {de lieu}.
stories
- Ceux qui appellent ne donnent pas leur nom, ceux qui écoutent non plus. Entre les deux, il y a une
  formation de quarante heures et une supervision qui n'a jamais été annulée.
- Les appels durent vingt minutes en moyenne. Certains n'attendent qu'une présence ; d'autres, une adresse,
  que nous tenons prête.

# hospital-friends
weight: 2
causes: health-disability youth-education culture
publics: patients children families
kinds: hospital-stories palliative-presence story-time
names
- Les Blouses {couleurs}
- Chambre avec vue {de lieu}
- Les Visiteurs {de poeme}
- La Ronde {de lieu}
summaries
- Une équipe {de lieu} auprès des patients et de leurs familles, [de la pédiatrie aux soins palliatifs|dans
  trois services de l'hôpital].
- Des habitants {de lieu} adoucissent les journées à l'hôpital, [un rire ou un silence à la fois|avec des
  clowns et des conteurs].
- Des bénévoles {de lieu}, formés et discrets, tiennent compagnie aux malades [et à leurs proches|petits et
  grands].
stories
- L'hôpital soigne, nous passons. Une heure de jeu, un livre, une main tenue : l'équipe médicale dit que
  cela compte, et nous la croyons.
- Chaque bénévole suit une formation, puis un parrainage. On apprend à frapper aux portes, à lire un visage
  et à repartir sur la pointe des pieds.

# blood-donors
weight: 1
causes: health-disability citizenship
publics: everyone patients
kinds: blood-drive race-marshal food-collection
names
- Les Donneurs {de lieu}
- Goutte à goutte {de lieu}
- Le Cœur {de poeme}
summaries
- Le comité qui accueille, nourrit et remercie les donneurs de sang {de lieu}.
- [Quatre|Cinq|Six] collectes de sang par an {à lieu}, et autant de [tartes|tartines] que de donneurs.
stories
- Une collecte réussie tient à trois choses : une date bien annoncée, un accueil sans attente et une
  collation dont on parle encore au travail le lendemain. Nous nous occupons des trois.
- Le comité passe aussi dans les classes du secondaire pour répondre aux questions que les jeunes n'osent
  pas poser.

# newcomers
weight: 3
causes: migrants social-ties citizenship
publics: migrants families
kinds: french-conversation newcomers-translation sewing-workshop swimming-confidence solidarity-removals
names
- Bienvenue {à lieu}
- Les Passerelles {de lieu}
- Mille Accents {de lieu}
- La Valise {de poeme}
- D'ici et d'ailleurs {à lieu}
summaries
- Accueillir les nouveaux arrivants {à lieu} : [langue, démarches et amitiés|des mots, des papiers, des
  amis].
- Tables de conversation, interprètes et parrainages pour les familles venues [d'ailleurs|de loin] vivre {à
  lieu}.
- Apprendre le français et [se faire un réseau|trouver sa place] {à lieu}, avec des voisins pour
  professeurs.
stories
- Chaque famille est parrainée par deux foyers du coin, qui s'occupent de l'essentiel : le bus, l'école, le
  médecin, la brocante. L'amitié vient ensuite, ou pas, et souvent quand même.
- Quarante-trois nationalités ont passé notre porte. La carte du monde de l'entrée est trouée d'épingles, et
  chacun montre d'où il vient avant de dire où il va.

# social-rights
weight: 2
causes: citizenship solidarity digital-inclusion
publics: low-income elderly everyone
kinds: public-writer digital-help tenants-rights
names
- La Plume {de lieu}
- Point d'appui {de lieu}
- Le Guichet {de poeme}
- Bon Droit {à lieu}
summaries
- Écrivains publics, juristes et médiateurs numériques réunis [sous un même toit|au même guichet] {à lieu}.
- Comprendre ses papiers et faire valoir ses droits {à lieu}, [gratuitement et en confiance|sans rendez-vous
  le matin].
- Une permanence {à lieu} pour [écrire, remplir, répondre et ne plus s'inquiéter|venir à bout des
  formulaires].
stories
- On entre avec un sac de courrier non ouvert, on ressort avec une liste de trois choses à faire. La
  confidentialité est notre première règle, la patience la seconde.
- [Mille deux cents|Neuf cents] personnes sont reçues chaque année, souvent pour un seul papier. Les
  bénévoles sont formés par les services sociaux {de commune} et par une juriste.

# digital
weight: 2
causes: digital-inclusion social-ties youth-education
publics: elderly jobseekers everyone
kinds: digital-help chess-and-science website-care
names
- Souris verte {de lieu}
- Le Clic {de poeme}
- Octets solidaires {de lieu}
- Les Branchés {de lieu}
summaries
- Apprivoiser l'ordinateur et le téléphone {à lieu}, [à son rythme|sans honte et sans jargon].
- Ateliers et permanences numériques {à lieu}, du [premier courriel|mot de passe oublié] à la déclaration en
  ligne.
- Reconditionner des ordinateurs et [former|accompagner] ceux qui les reçoivent, {à lieu}.
stories
- Les entreprises de la région nous donnent leurs vieux ordinateurs ; nous les nettoyons, nous y installons
  des logiciels libres et nous les cédons pour [quarante|trente] euros, cours compris.
- La moitié de nos bénévoles ont appris ici. Ils sont les meilleurs professeurs, parce qu'ils n'ont pas
  oublié.

# employment
weight: 2
causes: employment solidarity
publics: jobseekers youth
kinds: job-coaching youth-mentoring bike-workshop
names
- Le Tremplin {de lieu}
- Le Cap {de poeme}
- Premier Contrat {à lieu}
- L'Échelle {de poeme}
summaries
- Des professionnels bénévoles accompagnent les chercheurs d'emploi {de lieu}, [un par un|jusqu'au contrat].
- [Mobilité, confiance et contacts|CV, entretien et carnet d'adresses] : un coup de pouce vers l'emploi {à
  lieu}.
- Retrouver le chemin du travail {à lieu}, avec quelqu'un [à ses côtés|qui croit en vous].
stories
- Le premier rendez-vous dure deux heures et l'on n'y parle presque pas d'emploi. C'est en racontant ce
  qu'il aime que chacun se souvient de ce qu'il sait faire.
- Nos coachs viennent de [trente|vingt-cinq] métiers. Ils ne promettent rien, ils ouvrent leur agenda, et
  sept personnes sur dix trouvent dans l'année.

# deaf-culture
weight: 1
causes: health-disability culture citizenship
publics: disabled-people everyone
kinds: sign-language adapted-sports respite-care
names
- Les Mains {couleurs}
- Signe {de poeme}
- À vue d'œil {à lieu}
summaries
- Sourds et entendants se rencontrent {à lieu} autour de [la langue des signes|jeux, de films et de cafés
  signés].
- Faire connaître la langue des signes {à lieu} et rendre [les guichets|les spectacles] accessibles.
stories
- Le café-signes est né d'un malentendu à la boulangerie. Depuis, la boulangère signe bonjour, merci et «
  bien cuite ».
- Nous formons des bénévoles, conseillons les services publics et prêtons une boucle magnétique aux
  associations qui organisent une réunion.

# international
weight: 1
causes: international citizenship migrants
publics: everyone youth
kinds: grant-writing event-photography french-conversation clothes-shop
names
- Terres jumelles {de lieu}
- Puits et semences {de lieu}
- L'Autre Rive {de lieu}
summaries
- Un jumelage [solidaire|de coopération] entre {lieu} et un district [du Burkina Faso|du Bénin|de Bolivie],
  d'école à école.
- Soutenir des projets d'eau et d'éducation [au Togo|à Madagascar|au Sénégal], depuis {lieu}.
stories
- Nous n'envoyons ni vêtements ni médicaments. Nous finançons ce que nos partenaires décident, un puits, une
  bourse, un salaire d'institutrice, et nous leur demandons conseil en retour.
- Chaque hiver, un souper et une exposition racontent l'année. Les classes d'ici et de là-bas s'écrivent, et
  les timbres sont disputés.

# disability
weight: 2
causes: health-disability social-ties culture
publics: disabled-people families
kinds: adapted-sports respite-care solidarity-driving theatre-wardrobe
names
- Plein-Pied {à lieu}
- À pas égal {à lieu}
- Tous dehors {à lieu}
- La Rampe {de lieu}
summaries
- Loisirs, sport et sorties pour personnes handicapées et valides {à lieu}, [ensemble|sur un pied
  d'égalité].
- Rendre {lieu} [praticable|accessible] à tous, par le sport, la culture et le bon sens.
- Des week-ends, des ateliers et une équipe de [copains|complices] pour des adultes handicapés {de lieu}.
stories
- Nous ne parlons pas de bénéficiaires mais de membres. La moitié du conseil d'administration vit avec un
  handicap, et c'est elle qui fixe le programme.
- Le groupe teste les restaurants, les trottoirs et les cinémas, puis rend ses notes aux commerçants. Quatre
  ont déjà installé une rampe.
"""
)
