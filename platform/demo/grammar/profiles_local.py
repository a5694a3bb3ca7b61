"""Associations of youth, nature, repair and reuse."""

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
- On commence par le goûter, on finit par un jeu, et entre les deux on travaille pour de bon. Les parents
  sont invités à rester, et restent de plus en plus.
- Les enfants sont [vingt-six|trente-deux|dix-neuf], inscrits par l'école, par {ccas} ou par un grand frère.
  La participation est de cinq euros par mois, oubliée quand il le faut.

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
- Faire entrer les livres là où ils ne vont pas : [salles d'attente, cités et fermes|gares, cours d'école et
  salons de coiffure], {à lieu}.
- Lecteurs bénévoles et bibliothèque [de rue|à vélo] {à lieu}.
stories
- Un tapis, une caisse de livres, un lecteur : la bibliothèque de rue tient dans une remorque. Elle s'arrête
  au pied des immeubles chaque mercredi, même sous la pluie fine.
- Les lecteurs se forment avec une comédienne et choisissent les albums avec les bibliothécaires. On
  n'interroge jamais les enfants sur ce qu'ils ont compris.

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
- Les jeux sont donnés, réparés, complétés. Il ne manque presque jamais de pièce, grâce à une boîte célèbre
  où dorment quatre mille pions orphelins.
- Le vendredi soir, les grands prennent la place des petits. On y a vu un notaire perdre avec grâce contre
  une collégienne.

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
- Le conseil des jeunes vote le budget des activités, à main levée et en riant. Les adultes ont une voix,
  comme tout le monde.
- On y répète, on y cuisine, on y révise, on y répare des mobylettes. Le studio d'enregistrement a été
  construit par trois générations d'adhérents.

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
- L'association des parents d'élèves {de lieu} : pédibus, bourse aux jouets et [fête de l'école|grande
  kermesse].
- Des parents {de lieu} qui [font bouger|animent] l'école, avec les enseignants et jamais contre eux.
stories
- Grâce au marché de Noël et à la tombola, toutes les classes partent en voyage, et aucun enfant ne reste
  pour une question d'argent.
- Le pédibus compte [trois|quatre] lignes, la bourse aux jouets une soirée d'anthologie. Le tout tient à une
  poignée de parents, renouvelée chaque septembre.

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
- Un marcheur sur deux ignore qu'un chemin s'entretient. Nous passons deux fois par an sur chaque tronçon,
  sécateur en poche, et nous négocions avec les propriétaires autour d'un verre.
- Le groupe a retrouvé [sept|cinq] chemins oubliés grâce à l'atlas de 1841. Deux sont redevenus les plus
  courts vers l'école.

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
- Nous avons planté [quatre|six|onze] kilomètres de haies en dix ans, toujours avec l'accord des
  exploitants. Les pies-grièches sont revenues, et quelques sceptiques aussi.
- Chaque sortie est ouverte à ceux qui ne distinguent pas un merle d'un étourneau. On prête les jumelles et
  l'on n'a pas honte de demander.

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
- Le terrain était une friche prêtée pour un an par la commune. Il y a [neuf|douze|sept] ans de cela, et
  plus personne ne parle de le reprendre.
- Chacun a sa parcelle, et une planche sur trois est commune. Les allées sont assez larges pour un fauteuil,
  les bacs assez hauts pour ceux qui ne se baissent plus.

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
- [Deux cent dix|Trois cents|Cent soixante] animaux sont passés par ici l'an dernier. Neuf sur dix ont
  trouvé une famille ou la lisière d'un bois.
- Le refuge ne reçoit qu'une petite part de son budget de la commune. Le reste vient des adoptions, des
  parrainages et d'une brocante où l'on trouve surtout des laisses.

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
- Les brebis passent de pré en pré sur demande : un cimetière, une pelouse sèche, le talus de l'école. Leur
  agenda est plus rempli que le nôtre.
- [Cent dix|Quatre-vingts] variétés de pommes et de poires sont conservées ici, dont certaines n'ont de nom
  qu'en patois.

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
- Depuis l'ouverture, [six|quatre|neuf] tonnes d'objets ont évité la déchèterie. Le record est un moulin à
  café de 1931, qui a servi le jour même.
- Nos réparateurs sont [électriciens, horlogers, couturières et curieux|retraités, étudiants et une soudeuse
  de marine]. Les visiteurs tiennent la lampe, puis le tournevis.

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
- La ressourcerie emploie [sept|neuf|cinq] personnes en insertion et en accueille bien davantage autour de
  la machine à café. Tout ce qui entre est pesé ; presque tout ressort vendu.
- Les grandes ventes à thème (jouets en novembre, jardin en mars) attirent des chineurs de trente kilomètres
  à la ronde.

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
- Couture, tricot et conversation {à lieu}, [les lundis et jeudis|chaque semaine], toutes générations
  mêlées.
- Un atelier textile {à lieu} où l'on apprend [un geste|une technique] et quelquefois une langue.
stories
- Les machines viennent de greniers voisins et chacune a un prénom. Georgette, la plus lourde, ne coud que
  le jean.
- L'atelier travaille pour le théâtre, la maternité et le carnaval. Entre deux commandes, on raccourcit des
  rideaux.
"""
)
