"""Associations of culture, heritage, sport and local life."""

from .profiles import read_profiles

PROFILES = read_profiles(
    """
# festival
weight: 2
causes: culture citizenship social-ties
publics: everyone youth
kinds: festival-weekend event-photography community-radio
names
- Les Nuits {de lieu}
- Tréteaux {de poeme}
- Plein Vent {à lieu}
- La Fanfare {de poeme}
summaries
- Trois jours de musique en été {à lieu}, et [des concerts|des veillées] chez l'habitant tout l'hiver.
- Un festival [de poche|à taille humaine] {à lieu}, né [d'un pari|autour d'un feu] et porté par des
  bénévoles.
- Concerts, contes et [bals|cinéma] en plein air {à lieu}.
stories
- La première édition a rassemblé [cent quarante|deux cents] spectateurs sous un orage. La dernière en
  comptait trois mille, et l'on nous parle encore de l'orage.
- Les artistes logent chez l'habitant, et certains reviennent en vacances. La programmation est choisie par
  un comité ouvert, qui se chauffe à la soupe.

# village-committee
weight: 3
causes: social-ties culture citizenship
publics: everyone families
kinds: village-fete christmas-table equipment-lending citizen-council
names
- Comité {de lieu} en fête
- Les Riverains {de poeme}
- {lieu} s'anime
- La Place {de lieu}
summaries
- Fêtes, soupers et coups de main : le comité [fait vivre|anime] {lieu} [toute l'année|été comme hiver].
- Le comité des fêtes {de lieu}, [ses tonnelles et ses crêpes|sa buvette et ses idées].
- Réunir les habitants {de lieu} [au moins six fois par an|autour d'une table, d'un jeu ou d'un projet].
stories
- Le marché d'hiver, le feu, la fête de juin : trois dates, trois équipes et beaucoup de câbles. Les
  recettes retournent au village, jusqu'au dernier banc repeint.
- Le comité prête son matériel à qui le demande et sa salle à qui la balaie. Il sert aussi, de temps en
  temps, à réconcilier deux voisins.

# heritage
weight: 2
causes: heritage culture
publics: everyone
kinds: chapel-restoration archives-digitising heritage-guide
names
- Mémoire {de lieu}
- Les Vieilles Pierres {de lieu}
- La Cloche {de poeme}
- Le Cercle {de poeme}
summaries
- Restaurer et raconter le petit patrimoine {de lieu} : [lavoirs, croix et fours à pain|chapelles, ponts et
  calvaires].
- Cercle d'histoire {de lieu} : archives, [photographies|témoignages] et veillées.
- Sauver ce qui tombe et [nommer|transmettre] ce qui s'oublie, {à lieu}.
stories
- [Le lavoir|Le four banal|La chapelle] a été le premier chantier. Depuis, l'association forme chaque été
  une douzaine de jeunes à la chaux et à la pierre sèche.
- Nos archives tiennent dans deux armoires et un grand nombre de têtes. Le jeudi, les anciens viennent
  nommer les visages des photographies.

# museum
weight: 1
causes: heritage culture youth-education
publics: everyone children
kinds: heritage-guide archives-digitising event-photography
names
- Le Petit Musée {de poeme}
- La Maison {de poeme}
- L'Établi {de lieu}
summaries
- Un musée associatif {à lieu}, consacré [aux métiers d'autrefois|à la forêt et à ceux qui en vivaient|au
  travail du fer].
- Ouvrir, montrer, raconter : un lieu de mémoire {à lieu}, tenu par des [passionnés|voisins].
stories
- Les collections viennent des greniers du pays, et chaque objet est arrivé avec son histoire. Les visiteurs
  en racontent souvent une autre, que nous notons.
- Sans guichetier ni budget de publicité, le lieu reçoit [deux mille|trois mille] visiteurs par an. Les
  enfants peuvent toucher à presque tout.

# choir
weight: 2
causes: culture social-ties
publics: everyone elderly
kinds: community-choir care-home-afternoons event-photography
names
- Le Chœur {de poeme}
- À pleine voix {de lieu}
- Les Grillons {de lieu}
- Croche et anicroche {de lieu}
summaries
- Une chorale sans audition {à lieu}, [quarante|trente-cinq|cinquante] voix et un répertoire [voyageur|de
  Brassens à Bach].
- Chanter ensemble {à lieu}, [à l'église, à l'hôpital et sur les places|pour soi et pour les autres].
stories
- On ne demande à personne de savoir lire une portée. Les partitions circulent, les enregistrements aussi,
  et le concert d'hiver affiche complet.
- La chorale chante trois fois par an dans les maisons de retraite, où les vieux refrains font lever des
  voix que l'on croyait perdues.

# theatre
weight: 1
causes: culture social-ties
publics: everyone youth
kinds: theatre-wardrobe sign-language care-home-afternoons
names
- La Troupe {de poeme}
- Côté cour {à lieu}
- Les Trois Coups {de lieu}
summaries
- Théâtre amateur {à lieu} : [deux créations|une comédie et un drame] par an, et un atelier pour les jeunes.
- Une troupe {de lieu} qui joue [dans les granges, les classes et les salons|partout où l'on peut tendre un
  rideau].
stories
- Les rôles sont distribués en septembre, appris en janvier, sus en mars. Entre-temps, il faut un décor, des
  costumes et quelqu'un pour retrouver le chapeau.
- La troupe joue chaque pièce une fois pour les écoles et une fois au profit d'une autre association.

# radio
weight: 1
causes: culture citizenship youth-education
publics: everyone youth
kinds: community-radio archives-digitising newsletter-layout
names
- Radio {poeme_nu}
- Les Ondes {de lieu}
- Fréquence {lieu}
summaries
- La radio associative {de lieu} : [infos, voix et musiques d'ici|des micros ouverts à tous].
- Une antenne locale {à lieu}, [faite par ceux qui l'écoutent|de l'aube aux vêpres].
stories
- L'antenne diffuse vingt-quatre heures sur vingt-quatre, dont six faites maison. Les autres sont consacrées
  à la musique et à l'espoir d'avoir plus de bénévoles.
- Chaque école des environs a déjà enregistré son émission. La rubrique des objets perdus reste, de loin, la
  plus écoutée.

# sports-club
weight: 3
causes: sport youth-education
publics: children youth
kinds: sports-coaching referee adapted-sports
names
- Sporting {de poeme}
- Étoile {de lieu}
- Ballon vert {de lieu}
- Entente sportive {de lieu}
- Les Coudes serrés {de lieu}
summaries
- Club [de basket|de football|de handball|de volley] {de lieu} : [cent vingt|quatre-vingt-dix|deux
  cents|cent soixante] licenciés, de cinq à [soixante|soixante-huit] ans.
- Du sport pour tous les enfants {de lieu}, [sans sélection avant douze ans|quel que soit le niveau].
- [Handball|Basket|Judo|Badminton] {à lieu}, avec une école de sport et une troisième mi-temps
  [soignée|légendaire].
stories
- Le club a choisi de ne refuser personne et d'emmener tout le monde en déplacement, remplaçants compris. Le
  palmarès en souffre un peu, l'ambiance pas du tout.
- Les cotisations s'étalent, les chaussures se prêtent, les goûters se partagent. L'équipe des filles a été
  créée à leur demande, pétition à l'appui.

# runners
weight: 2
causes: sport social-ties health-disability
publics: everyone elderly
kinds: walking-group race-marshal trail-upkeep swimming-confidence
names
- Les Foulées {de lieu}
- Pas à pas {de lieu}
- La Semelle {de poeme}
- Bon Pied {à lieu}
summaries
- Courir ou marcher en groupe {à lieu}, [par tous les temps|à toutes les allures].
- Marche douce, course et grand air {à lieu}, [trois|deux|quatre] sorties par semaine.
- Le club {de lieu} où l'on attend toujours [le dernier|les derniers].
stories
- Le club propose quatre allures et aucun chronomètre. Son trail annuel finance les sorties du groupe santé,
  ouvert sur ordonnance ou sur un coup de tête.
- On part à l'heure, on revient ensemble. Le café d'après est inscrit dans les statuts, article 7.

# cycling
weight: 1
causes: environment sport circular-economy
publics: everyone youth jobseekers
kinds: bike-workshop walking-school-bus race-marshal
names
- La Roue {de poeme}
- Rayons {de lieu}
- Petit Braquet {de lieu}
summaries
- Atelier vélo, vélo-école et balades {à lieu}, [pour rouler en confiance|cambouis compris].
- Remettre les habitants {de lieu} en selle, [de six à quatre-vingts ans|l'hiver aussi].
stories
- Une vélo-école pour adultes ouvre chaque printemps. Les élèves ont entre vingt et soixante-dix ans, et la
  première traversée du pont se fête.
- L'atelier récupère les vélos de la déchèterie et en remet [cent|cent vingt|quatre-vingts] sur la route
  chaque année.

# citizens
weight: 2
causes: citizenship environment housing
publics: everyone
kinds: citizen-council social-media newsletter-layout compost-master
names
- Agora {de lieu}
- Les Allées {de poeme}
- Habiter {lieu}
- Parole {de poeme}
summaries
- Un collectif d'habitants {de lieu} qui [propose, cartographie et discute|prend au sérieux les bancs et les
  trottoirs].
- Donner la parole à ceux qu'on n'entend pas dans les réunions publiques {de lieu}.
- Mieux vivre {à lieu} : [idées, débats et chantiers|bulletin, balades et budget] citoyens.
stories
- Tout a commencé par un passage piéton. Il a fallu deux ans, une carte et un goûter pour l'obtenir ; nous
  en avons tiré une méthode.
- Le collectif ne prend pas position, il pose des questions. Ses balades urbaines réunissent habitants, élus
  et techniciens, à pied d'égalité.
"""
)
