"""Associations of youth, nature, culture, heritage, sport and local life."""

from .profiles import read_profiles

PROFILES = read_profiles(
    """
# homework
weight: 2
causes: youth-education social-ties
publics: children youth families
kinds: homework-help story-time chess-and-science youth-mentoring
names
- L'Étude {de poeme}
- Le Cartable {de lieu}
- Les Petits Cahiers {de lieu}
- La Marelle {de lieu}
summaries
- Une école de devoirs {à lieu} où l'on apprend aussi à [jouer, cuisiner et débattre|grandir ensemble].
- Après l'école, [un goûter|une tartine], une table et un adulte attentif pour les enfants {de lieu}.
- Soutien scolaire et ateliers du mercredi {à lieu}, pour les [six à quatorze|sept à quinze] ans.
stories
- On commence par le goûter, on finit par un jeu, et entre les deux on travaille pour de bon. Les parents sont invités à
 rester, et restent de plus en plus.
- Les enfants sont [vingt-six|trente-deux|dix-neuf], inscrits par l'école, par {ccas} ou par un grand frère. La
 participation est de cinq euros par mois, oubliée quand il le faut.

# reading
weight: 1
causes: culture youth-education
publics: children families everyone
kinds: story-time public-writer archives-digitising
names
- À voix haute {de lieu}
- La Page {de poeme}
- Lire {à lieu}
- Le Marque-Page {de lieu}
summaries
- Faire entrer les livres là où ils ne vont pas : [salles d'attente, cités et fermes|gares, cours d'école et salons de coiffure], {à lieu}.
- Lecteurs bénévoles et bibliothèque [de rue|à vélo] {à lieu}.
stories
- Un tapis, une caisse de livres, un lecteur : la bibliothèque de rue tient dans une remorque. Elle s'arrête au pied des
 immeubles chaque mercredi, même sous la pluie fine.
- Les lecteurs se forment avec une comédienne et choisissent les albums avec les bibliothécaires. On n'interroge jamais
 les enfants sur ce qu'ils ont compris.

# toys
weight: 1
causes: youth-education social-ties circular-economy
publics: children families
kinds: toy-library playground-day story-time
names
- Le Dé {de poeme}
- La Toupie {de lieu}
- Pions et compagnie {de lieu}
summaries
- Une ludothèque {à lieu} : [mille|neuf cents|mille deux cents] jeux à prêter et une table toujours prête.
- Jouer en famille {à lieu}, [de la sieste à la soirée|de six mois à cent ans], sans écran ni performance.
stories
- Les jeux sont donnés, réparés, complétés. Il ne manque presque jamais de pièce, grâce à une boîte célèbre où dorment
 quatre mille pions orphelins.
- Le vendredi soir, les grands prennent la place des petits. On y a vu un notaire perdre avec grâce contre une collégienne.

# youth-house
weight: 2
causes: youth-education culture sport
publics: youth children
kinds: playground-day youth-mentoring chess-and-science community-radio festival-weekend
names
- Le Local {de lieu}
- La Fabrique {de poeme}
- Grand Angle {à lieu}
- Les Quatre Vents {de lieu}
summaries
- Un lieu à eux pour les [douze à vingt-cinq|treize à vingt] ans {de lieu} : projets, musique et canapés.
- Les jeunes {de lieu} y montent leurs projets, [l'équipe tient la lumière|les adultes aident sur demande].
- Ateliers, séjours et coups de tête [raisonnables|bien encadrés] pour la jeunesse {de lieu}.
stories
- Le conseil des jeunes vote le budget des activités, à main levée et en riant. Les adultes ont une voix, comme tout le
 monde.
- On y répète, on y cuisine, on y révise, on y répare des mobylettes. Le studio d'enregistrement a été construit par
 trois générations d'adhérents.

# parents
weight: 2
causes: youth-education social-ties citizenship
publics: children families
kinds: walking-school-bus village-fete playground-day toy-library
names
- Les Parents {de poeme}
- La Cour {de lieu}
- Cerf-volant {de lieu}
- Graines {de lieu}
summaries
- L'association des parents d'élèves {de lieu} : pédibus, bourse aux jouets et [fête de l'école|grande kermesse].
- Des parents {de lieu} qui [font bouger|animent] l'école, avec les enseignants et jamais contre eux.
stories
- Grâce au marché de Noël et à la tombola, toutes les classes partent en voyage, et aucun enfant ne reste pour une
 question d'argent.
- Le pédibus compte [trois|quatre] lignes, la bourse aux jouets une soirée d'anthologie. Le tout tient à une poignée de
 parents, renouvelée chaque septembre.

# trails
weight: 2
causes: environment heritage sport
publics: everyone
kinds: trail-upkeep walking-group race-marshal river-cleaning
names
- Les Sentiers {de lieu}
- Chemins {de poeme}
- La Boucle {de lieu}
- Godillots {de lieu}
summaries
- Entretenir et baliser [cent vingt|quatre-vingts|cent soixante] kilomètres de chemins autour {de lieu}.
- Marcher, débroussailler, transmettre : les sentiers {de lieu} ont leurs [gardiens|amis].
- Rouvrir les vieux chemins {de lieu}, [pas à pas|un chantier par mois], carte ancienne à l'appui.
stories
- Un marcheur sur deux ignore qu'un chemin s'entretient. Nous passons deux fois par an sur chaque tronçon, sécateur en
 poche, et nous négocions avec les propriétaires autour d'un verre.
- Le groupe a retrouvé [sept|cinq] chemins oubliés grâce à l'atlas de 1841. Deux sont redevenus les plus courts vers
 l'école.

# nature
weight: 3
causes: environment animals
publics: everyone families
kinds: hedge-planting toad-crossing river-cleaning compost-master orchard-pruning
names
- La Haie {de poeme}
- Naturalistes {de lieu}
- L'Aulne et la rive {de lieu}
- Les Mares {de lieu}
- La Grande Ourse {de lieu}
summaries
- Planter, compter, protéger : la nature ordinaire {de lieu} a ses [défenseurs|veilleurs].
- Chantiers nature et sorties [tous publics|en famille] {à lieu}, [en toute saison|surtout l'hiver].
- Des haies, des mares et des nichoirs {à lieu}, avec les agriculteurs et les [écoles|enfants].
stories
- Nous avons planté [quatre|six|onze] kilomètres de haies en dix ans, toujours avec l'accord des exploitants. Les
 pies-grièches sont revenues, et quelques sceptiques aussi.
- Chaque sortie est ouverte à ceux qui ne distinguent pas un merle d'un étourneau. On prête les jumelles et l'on n'a pas
 honte de demander.

# gardens
weight: 2
causes: environment social-ties food-aid
publics: everyone families isolated-people
kinds: shared-garden compost-master orchard-pruning cooking-workshop
names
- Le Jardin {de poeme}
- Les Potagers {de lieu}
- Terre et voisins {de lieu}
- L'Arrosoir {de lieu}
summaries
- Un potager partagé {à lieu}, où l'on cultive [vingt|trente|quarante] parcelles et quelques amitiés.
- Jardiner ensemble {à lieu}, sans pesticides et sans [chef|clôture].
- Des légumes pour l'épicerie sociale et des bancs pour [bavarder|tout le monde], {à lieu}.
stories
- Le terrain était une friche prêtée pour un an par la commune. Il y a [neuf|douze|sept] ans de cela, et plus personne ne parle
 de le reprendre.
- Chacun a sa parcelle, et une planche sur trois est commune. Les allées sont assez larges pour un fauteuil, les bacs
 assez hauts pour ceux qui ne se baissent plus.

# animals
weight: 2
causes: animals environment
publics: everyone
kinds: animal-shelter hedgehog-care toad-crossing
names
- Le Refuge {de poeme}
- Quatre Pattes {de lieu}
- La Tanière {de lieu}
- Les Moustaches {de lieu}
summaries
- Recueillir, soigner et faire adopter les animaux abandonnés [dans la région|aux environs] {de lieu}.
- Un refuge et un centre de soins pour la faune {à lieu}, [ouverts toute l'année|tenus par des passionnés].
stories
- [Deux cent dix|Trois cents|Cent soixante] animaux sont passés par ici l'an dernier. Neuf sur dix ont trouvé une famille ou la lisière d'un bois.
- Le refuge ne reçoit qu'une petite part de son budget de la commune. Le reste vient des adoptions, des parrainages et
 d'une brocante où l'on trouve surtout des laisses.

# pasture
weight: 1
causes: environment heritage animals
publics: everyone families
kinds: sheep-keeping orchard-pruning hedge-planting
names
- La Bergerie {de poeme}
- Vergers {de lieu}
- Pommes et brebis {de lieu}
summaries
- Un troupeau et un verger conservatoire {à lieu}, menés par [des bénévoles|une équipe de voisins].
- Sauver les variétés fruitières {de lieu} et [faire paître|mener] quelques brebis sous les arbres.
stories
- Les brebis passent de pré en pré sur demande : un cimetière, une pelouse sèche, le talus de l'école. Leur agenda est
 plus rempli que le nôtre.
- [Cent dix|Quatre-vingts] variétés de pommes et de poires sont conservées ici, dont certaines n'ont de nom qu'en patois.

# repair
weight: 2
causes: circular-economy environment social-ties
publics: everyone
kinds: repair-cafe tool-library bike-workshop digital-help
names
- Le Déclic {de lieu}
- Tournevis {de poeme}
- Seconde Chance {de lieu}
- Les Bricoleurs {de lieu}
summaries
- Réparer ensemble plutôt que jeter : [un samedi par mois|chaque premier samedi] {à lieu}.
- Repair café, outilthèque et [savoir-faire|coups de main] partagés {à lieu}.
- On apporte l'objet, on repart avec l'objet et [la méthode|le mode d'emploi], {à lieu}.
stories
- Depuis l'ouverture, [six|quatre|neuf] tonnes d'objets ont évité la déchèterie. Le record est un moulin à café de 1931,
 qui a servi le jour même.
- Nos réparateurs sont [électriciens, horlogers, couturières et curieux|retraités, étudiants et une soudeuse de marine]. Les
 visiteurs tiennent la lampe, puis le tournevis.

# reuse
weight: 2
causes: circular-economy solidarity employment
publics: everyone low-income
kinds: reuse-centre solidarity-removals clothes-shop bike-workshop
names
- La Remise {de lieu}
- Le Grenier {de poeme}
- Rebut et merveilles {de lieu}
- La Malle {de lieu}
summaries
- Une ressourcerie {à lieu} qui [collecte, répare et revend|redonne vie aux objets] en créant de l'emploi.
- Meubles, livres et vaisselle à petit prix {à lieu}, [des emplois en plus|du gâchis en moins].
stories
- La ressourcerie emploie [sept|neuf|cinq] personnes en insertion et en accueille bien davantage autour de la machine à café.
 Tout ce qui entre est pesé ; presque tout ressort vendu.
- Les grandes ventes à thème (jouets en novembre, jardin en mars) attirent des chineurs de trente kilomètres à la ronde.

# textiles
weight: 1
causes: social-ties circular-economy culture
publics: everyone elderly migrants
kinds: sewing-workshop knitting-circle theatre-wardrobe
names
- La Bobine {de poeme}
- Fil à fil {de lieu}
- Les Mailles {de lieu}
summaries
- Couture, tricot et conversation {à lieu}, [les lundis et jeudis|chaque semaine], toutes générations mêlées.
- Un atelier textile {à lieu} où l'on apprend [un geste|une technique] et quelquefois une langue.
stories
- Les machines viennent de greniers voisins et chacune a un prénom. Georgette, la plus lourde, ne coud que le jean.
- L'atelier travaille pour le théâtre, la maternité et le carnaval. Entre deux commandes, on raccourcit des rideaux.

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
- Un festival [de poche|à taille humaine] {à lieu}, né [d'un pari|autour d'un feu] et porté par des bénévoles.
- Concerts, contes et [bals|cinéma] en plein air {à lieu}.
stories
- La première édition a rassemblé [cent quarante|deux cents] spectateurs sous un orage. La dernière en comptait trois mille, et
 l'on nous parle encore de l'orage.
- Les artistes logent chez l'habitant, et certains reviennent en vacances. La programmation est choisie par un comité
 ouvert, qui se chauffe à la soupe.

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
- Le marché d'hiver, le feu, la fête de juin : trois dates, trois équipes et beaucoup de câbles. Les recettes retournent
 au village, jusqu'au dernier banc repeint.
- Le comité prête son matériel à qui le demande et sa salle à qui la balaie. Il sert aussi, de temps en temps, à
 réconcilier deux voisins.

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
- Restaurer et raconter le petit patrimoine {de lieu} : [lavoirs, croix et fours à pain|chapelles, ponts et calvaires].
- Cercle d'histoire {de lieu} : archives, [photographies|témoignages] et veillées.
- Sauver ce qui tombe et [nommer|transmettre] ce qui s'oublie, {à lieu}.
stories
- [Le lavoir|Le four banal|La chapelle] a été le premier chantier. Depuis, l'association forme chaque été une douzaine de jeunes à la
 chaux et à la pierre sèche.
- Nos archives tiennent dans deux armoires et un grand nombre de têtes. Le jeudi, les anciens viennent nommer les
 visages des photographies.

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
- Un musée associatif {à lieu}, consacré [aux métiers d'autrefois|à la forêt et à ceux qui en vivaient|au travail du fer].
- Ouvrir, montrer, raconter : un lieu de mémoire {à lieu}, tenu par des [passionnés|voisins].
stories
- Les collections viennent des greniers du pays, et chaque objet est arrivé avec son histoire. Les visiteurs en
 racontent souvent une autre, que nous notons.
- Sans guichetier ni budget de publicité, le lieu reçoit [deux mille|trois mille] visiteurs par an. Les enfants
 peuvent toucher à presque tout.

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
- Une chorale sans audition {à lieu}, [quarante|trente-cinq|cinquante] voix et un répertoire [voyageur|de Brassens à Bach].
- Chanter ensemble {à lieu}, [à l'église, à l'hôpital et sur les places|pour soi et pour les autres].
stories
- On ne demande à personne de savoir lire une portée. Les partitions circulent, les enregistrements aussi, et le concert
 d'hiver affiche complet.
- La chorale chante trois fois par an dans les maisons de retraite, où les vieux refrains font lever des voix que l'on
 croyait perdues.

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
- Théâtre amateur {à lieu} : [deux créations|une comédie et une gravité] par an, et un atelier pour les jeunes.
- Une troupe {de lieu} qui joue [dans les granges, les classes et les salons|partout où l'on peut tendre un rideau].
stories
- Les rôles sont distribués en septembre, appris en janvier, sus en mars. Entre-temps, il faut un décor, des costumes et
 quelqu'un pour retrouver le chapeau.
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
- L'antenne diffuse vingt-quatre heures sur vingt-quatre, dont six faites maison. Les autres sont consacrées à la musique
 et à l'espoir d'avoir plus de bénévoles.
- Chaque école des environs a déjà enregistré son émission. La rubrique des objets perdus reste, de loin, la plus
 écoutée.

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
- Club [de basket|de football|de handball|de volley] {de lieu} : [cent vingt|quatre-vingt-dix|deux cents|cent soixante] licenciés, de cinq à [soixante|soixante-huit] ans.
- Du sport pour tous les enfants {de lieu}, [sans sélection avant douze ans|quel que soit le niveau].
- [Handball|Basket|Judo|Badminton] {à lieu}, avec une école de sport et une troisième mi-temps [soignée|légendaire].
stories
- Le club a choisi de ne refuser personne et d'emmener tout le monde en déplacement, remplaçants compris. Le palmarès en
 souffre un peu, l'ambiance pas du tout.
- Les cotisations s'étalent, les chaussures se prêtent, les goûters se partagent. L'équipe des filles a été créée à
 leur demande, pétition à l'appui.

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
- Le club propose quatre allures et aucun chronomètre. Son trail annuel finance les sorties du groupe santé, ouvert sur
 ordonnance ou sur un coup de tête.
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
- Une vélo-école pour adultes ouvre chaque printemps. Les élèves ont entre vingt et soixante-dix ans, et la première
 traversée du pont se fête.
- L'atelier récupère les vélos de la déchèterie et en remet [cent|cent vingt|quatre-vingts] sur la route chaque année.

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
- Un collectif d'habitants {de lieu} qui [propose, cartographie et discute|prend au sérieux les bancs et les trottoirs].
- Donner la parole à ceux qu'on n'entend pas dans les réunions publiques {de lieu}.
- Mieux vivre {à lieu} : [idées, débats et chantiers|bulletin, balades et budget] citoyens.
stories
- Tout a commencé par un passage piéton. Il a fallu deux ans, une carte et un goûter pour l'obtenir ; nous en avons tiré
 une méthode.
- Le collectif ne prend pas position, il pose des questions. Ses balades urbaines réunissent habitants, élus et
 techniciens, à pied d'égalité.
"""
)
