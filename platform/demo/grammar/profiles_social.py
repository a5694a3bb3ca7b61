"""Associations of food, shelter, mutual aid and housing."""

from .profiles import read_profiles

PROFILES = read_profiles(
    """
# food-aid
weight: 3
causes: food-aid solidarity social-ties
publics: low-income families isolated-people
kinds: food-bank food-collection unsold-food-round cooking-workshop shared-soup
names
- Le Panier {de poeme}
- La Huche {de lieu}
- Les Paniers {de lieu}
- Pain partagé {de lieu}
- La Corbeille {de poeme}
summaries
- Aide alimentaire et accueil chaleureux pour les familles {de lieu}, [le mardi et le jeudi|chaque
  jeudi|deux fois par semaine].
- On y reçoit un colis, on y choisit ses produits, on y retrouve [des visages|du monde|une conversation], {à
  lieu}.
- [Récolter|Ramasser], trier et partager la nourriture {à lieu}, sans que personne ait à [se
  justifier|baisser les yeux].
- Un local, [trois frigos|quatre congélateurs|une chambre froide] et beaucoup de mains pour que chacun mange
  à sa faim {à lieu}.
stories
- La distribution a commencé dans un garage, avec six cageots de pommes. Elle occupe aujourd'hui [deux
  cents|cent quarante] mètres carrés et accueille [cinquante|soixante-dix|soixante] familles, sur
  orientation {de ccas} ou simple visite.
- Ici, pas de colis préparé d'avance : chacun compose le sien. Cela prend plus de temps, cela jette moins,
  et cela change tout.
- Les produits viennent des collectes, des fermes voisines et des invendus de [quatre|cinq|six] magasins. Ce
  qui ne peut pas être donné cru est cuisiné sur place.

# social-grocery
weight: 2
causes: food-aid social-ties solidarity
publics: low-income families
kinds: social-grocery cooking-workshop food-collection shared-garden
names
- L'Épicerie {de poeme}
- Le Comptoir {de lieu}
- L'Étal solidaire {de lieu}
- Les Rayons {de poeme}
summaries
- Une épicerie où l'on paie [selon ses moyens|un quart du prix] et où le café [est toujours|reste] offert,
  {à lieu}.
- Épicerie solidaire {de lieu} : des prix justes, des ateliers et du temps pour [parler|chacun].
- Faire ses courses avec dignité {à lieu}, [quel que soit son budget|en fin de mois comme au début].
stories
- Les clients viennent pour quelques mois, le temps d'un coup dur, avec un projet à eux : solder une dette,
  réparer la voiture, payer un permis. L'épicerie leur laisse de quoi le financer.
- Le magasin ressemble à tous les autres, et c'est voulu. La différence se voit à la caisse et dans la
  cuisine du fond, où l'on goûte avant d'acheter.

# community-table
weight: 2
causes: food-aid social-ties
publics: isolated-people homeless-people everyone
kinds: shared-soup cooking-workshop christmas-table home-visits
names
- La Table {de poeme}
- La Grande Tablée {de lieu}
- Le Couvert {de poeme}
- Marmite et compagnie {de lieu}
summaries
- Une table ouverte à tous {à lieu}, [un dimanche sur deux|chaque vendredi|trois fois par semaine], sans
  inscription ni question.
- Cuisiner avec ce que l'on a, manger avec qui [se présente|pousse la porte] : c'est l'idée, {à lieu}.
- Des repas à prix libre pour rompre la solitude {à lieu}, [préparés|mitonnés] par ceux qui les mangent.
stories
- Le menu dépend du marché et de l'humeur du cuisinier. On met toujours un couvert de plus, et il sert
  toujours.
- Il y a [des étudiants, des veuves et des routiers|des familles, des ouvriers et une institutrice
  retraitée], et personne ne demande qui est bénévole et qui est invité.

# night-shelter
weight: 1
causes: housing solidarity emergency
publics: homeless-people
kinds: emergency-shelter street-outreach shared-soup
names
- L'Abri {de poeme}
- La Halte {de lieu}
- Une Nuit au chaud {à lieu}
- Le Seuil {de poeme}
summaries
- Un abri de nuit [ouvert de novembre à mars|ouvert tout l'hiver], des équipes de rue et une adresse stable
  {à lieu}.
- Offrir un lit, une douche et un visage connu aux personnes sans domicile {à lieu}.
- Accueil de nuit et accueil de jour {à lieu}, [sans condition de papiers|chiens admis], avec des
  professionnels et des bénévoles.
stories
- Tout a commencé un soir de gel, dans une salle prêtée. L'association emploie désormais quatre éducateurs
  et s'appuie sur une équipe de soirée sans laquelle elle n'ouvrirait pas.
- Les chiens sont acceptés, les couples aussi, et chacun retrouve le même lit d'une nuit à l'autre. Ces
  détails-là ramènent des gens qui n'entraient plus nulle part.

# street-team
weight: 1
causes: solidarity social-ties emergency
publics: homeless-people isolated-people
kinds: street-outreach clothes-shop shared-soup knitting-circle
names
- Les Pas {de poeme}
- Maraude {de lieu}
- La Lanterne {de lieu}
- Au Coin de la rue
summaries
- Une équipe [de marche|de rue] qui va vers ceux qui ne demandent rien, [trois|deux|quatre] soirs par
  semaine {à lieu}.
- Café, couverture et conversation : la maraude [des soirs d'hiver|de toute l'année] {à lieu}.
- Rencontrer les personnes à la rue {à lieu}, dans la durée et par [leur nom|leur prénom].
stories
- Nous ne distribuons pas grand-chose, nous revenons. Au bout de quelques semaines, on nous attend ; au bout
  de quelques mois, une porte s'ouvre parfois vers un logement.
- Chaque équipe réunit [un ancien de la rue|une infirmière|un étudiant], un habitué et une nouvelle recrue.
  On marche lentement, on s'assoit souvent.

# solidarity-transport
weight: 2
causes: social-ties elderly health-disability
publics: elderly disabled-people isolated-people
kinds: solidarity-driving home-visits meal-delivery
names
- Les Volants {de lieu}
- Roule voisin {de lieu}
- Le Détour {de poeme}
- À bon port {à lieu}
summaries
- Des conducteurs bénévoles emmènent les habitants {de lieu} [chez le médecin, au marché ou au cimetière|là
  où le bus ne va pas].
- Se déplacer sans voiture {à lieu} : un appel [deux jours|quarante-huit heures] à l'avance, et un voisin
  vous conduit.
- Transport solidaire {de lieu} : [vingt|trente|quinze] chauffeurs et un seul numéro.
stories
- L'an dernier, [nos voitures ont|l'équipe a] parcouru [trente-deux mille|quarante et un mille|vingt-sept
  mille] kilomètres, presque tous pour la santé. Les passagers paient les kilomètres, jamais le temps.
- Notre coordinatrice connaît les habitudes de chacun : qui préfère l'avant, qui a besoin du marchepied, qui
  aime qu'on l'attende. Les rendez-vous s'arrangent en deux appels.

# clothing
weight: 2
causes: solidarity circular-economy
publics: low-income everyone
kinds: clothes-shop sewing-workshop knitting-circle christmas-table
names
- La Penderie {de lieu}
- Le Vestiaire {de poeme}
- Fil et seconde main {de lieu}
- La Garde-Robe {de lieu}
summaries
- Boutique de vêtements de seconde main {à lieu}, [au profit|au bénéfice] de l'entraide locale.
- On y dépose, on y choisit, on y [essaie|retouche] : la boutique [la moins chère|la plus bavarde] {de
  lieu}.
- Habiller chacun selon la saison et selon son goût, {à lieu}, [à partir de cinquante centimes|à tout petit
  prix].
stories
- Les vêtements qui ne peuvent plus être portés deviennent sacs, chiffons ou coussins à l'atelier de
  couture. [Trois|Deux] tonnes échappent ainsi chaque année à l'incinérateur.
- La boutique ne demande à personne ce qu'il gagne. Les bénéfices paient les lunettes, la cantine et les
  factures d'énergie de ceux qui en ont besoin.

# mutual-aid
weight: 3
causes: solidarity emergency social-ties
publics: everyone families low-income
kinds: flood-response solidarity-removals equipment-lending food-collection christmas-table
names
- Entraide {de lieu}
- Les Voisins {de poeme}
- Coup d'épaule {de lieu}
- La Main courante {de lieu}
- Quatre Bras {à lieu}
summaries
- Des voisins {de lieu} qui s'organisent pour [porter, prêter et dépanner|déménager, réparer et
  réconforter].
- Un réseau d'entraide {à lieu}, discret [en temps calme|les jours ordinaires], rapide [quand il le faut|le
  jour où tout se complique].
- [Prêter|Échanger] du matériel, du temps et des bras entre habitants {de lieu}.
stories
- L'association est née pendant une crue, quand [cinquante inconnus|la moitié du village] se sont retrouvés
  une pelle à la main. L'eau est partie, le groupe est resté.
- Une demande, trois appels, une solution : le plus souvent, cela suffit. Pour le reste, il y a le dépôt, la
  camionnette et une liste de volontaires tenue à jour.

# warm-homes
weight: 2
causes: housing environment solidarity
publics: low-income families elderly
kinds: energy-visits tenants-rights solidarity-removals
names
- Toit {de poeme}
- Maisons chaudes {de lieu}
- Un Toit pour grandir {à lieu}
- Les Clés {de lieu}
summaries
- Conseils, visites et petits travaux pour mieux se loger et mieux se chauffer {à lieu}.
- Défendre le droit [au logement|à un logement sain] {à lieu}, [de la petite annonce à la remise des
  clés|dossier après dossier].
- Accompagner les locataires {de lieu}, [de la recherche au premier hiver|face aux factures et à
  l'humidité].
stories
- Un logement ne se trouve pas en un rendez-vous. Nous suivons chaque ménage pendant un an, de la première
  visite au premier hiver, et nous parlons autant aux propriétaires qu'aux locataires.
- La mallette de mesure passe de maison en maison : hygromètre, joints, ampoules. Les petits travaux sont
  faits avec les habitants, qui les refont ensuite chez leurs voisins.
"""
)
