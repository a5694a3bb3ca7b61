"""Associations of solidarity, care and rights."""

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
- Aide alimentaire et accueil chaleureux pour les familles {de lieu}, [le mardi et le jeudi|chaque jeudi|deux fois par semaine].
- On y reçoit un colis, on y choisit ses produits, on y retrouve [des visages|du monde|une conversation], {à lieu}.
- [Récolter|Ramasser], trier et partager la nourriture {à lieu}, sans que personne ait à [se justifier|baisser les yeux].
- Un local, [trois frigos|quatre congélateurs|une chambre froide] et beaucoup de mains pour que chacun mange à sa faim {à lieu}.
stories
- La distribution a commencé dans un garage, avec six cageots de pommes. Elle occupe aujourd'hui [deux cents|cent
 quarante] mètres carrés et accueille [cinquante|soixante-dix|soixante] familles, sur orientation {de ccas} ou simple visite.
- Ici, pas de colis préparé d'avance : chacun compose le sien. Cela prend plus de temps, cela jette moins, et cela
 change tout.
- Les produits viennent des collectes, des fermes voisines et des invendus de [quatre|cinq|six] magasins. Ce qui ne peut
 pas être donné cru est cuisiné sur place.

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
- Une épicerie où l'on paie [selon ses moyens|un quart du prix] et où le café [est toujours|reste] offert, {à lieu}.
- Épicerie solidaire {de lieu} : des prix justes, des ateliers et du temps pour [parler|chacun].
- Faire ses courses avec dignité {à lieu}, [quel que soit|malgré] [le mois|son budget].
stories
- Les clients viennent pour quelques mois, le temps d'un coup dur, avec un projet à eux : solder une dette, réparer la
 voiture, payer un permis. L'épicerie leur laisse de quoi le financer.
- Le magasin ressemble à tous les autres, et c'est voulu. La différence se voit à la caisse et dans la cuisine du fond,
 où l'on goûte avant d'acheter.

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
- Une table ouverte à tous {à lieu}, [un dimanche sur deux|chaque vendredi|trois fois par semaine], sans inscription ni question.
- Cuisiner avec ce que l'on a, manger avec qui [se présente|pousse la porte] : c'est l'idée, {à lieu}.
- Des repas à prix libre pour rompre la solitude {à lieu}, [préparés|mitonnés] par ceux qui les mangent.
stories
- Le menu dépend du marché et de l'humeur du cuisinier. On met toujours un couvert de plus, et il sert toujours.
- Il y a [des étudiants, des veuves et des routiers|des familles, des ouvriers et une institutrice retraitée], et
 personne ne demande qui est bénévole et qui est invité.

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
- Un abri de nuit [ouvert de novembre à mars|ouvert tout l'hiver], des équipes de rue et une adresse stable {à lieu}.
- Offrir un lit, une douche et un visage connu aux personnes sans domicile {à lieu}.
- Accueil de nuit et accueil de jour {à lieu}, [sans condition de papiers|chiens admis], avec des professionnels et des bénévoles.
stories
- Tout a commencé un soir de gel, dans une salle prêtée. L'association emploie désormais quatre éducateurs et s'appuie
 sur une équipe de soirée sans laquelle elle n'ouvrirait pas.
- Les chiens sont acceptés, les couples aussi, et chacun retrouve le même lit d'une nuit à l'autre. Ces détails-là
 ramènent des gens qui n'entraient plus nulle part.

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
- Une équipe [de marche|de rue] qui va vers ceux qui ne demandent rien, [trois|deux|quatre] soirs par semaine {à lieu}.
- Café, couverture et conversation : la maraude [des soirs d'hiver|de toute l'année] {à lieu}.
- Rencontrer les personnes à la rue {à lieu}, dans la durée et par [leur nom|leur prénom].
stories
- Nous ne distribuons pas grand-chose, nous revenons. Au bout de quelques semaines, on nous attend ; au bout de quelques
 mois, une porte s'ouvre parfois vers un logement.
- Chaque équipe réunit [un ancien de la rue|une infirmière|un étudiant], un habitué et une nouvelle recrue. On marche
 lentement, on s'assoit souvent.

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
- Des conducteurs bénévoles emmènent les habitants {de lieu} [chez le médecin, au marché ou au cimetière|là où le bus ne va pas].
- Se déplacer sans voiture {à lieu} : un appel [deux jours|quarante-huit heures] à l'avance, et un voisin vous conduit.
- Transport solidaire {de lieu} : [vingt|trente|quinze] chauffeurs et un seul numéro.
stories
- L'an dernier, [nos voitures ont|l'équipe a] parcouru [trente-deux mille|quarante et un mille|vingt-sept mille] kilomètres, presque tous pour la santé. Les
 passagers paient les kilomètres, jamais le temps.
- Notre coordinatrice connaît les habitudes de chacun : qui préfère l'avant, qui a besoin du marchepied, qui aime qu'on
 l'attende. Les rendez-vous s'arrangent en deux appels.

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
- On y dépose, on y choisit, on y [essaie|retouche] : la boutique [la moins chère|la plus bavarde] {de lieu}.
- Habiller chacun selon la saison et selon son goût, {à lieu}, [à partir de cinquante centimes|à tout petit prix].
stories
- Les vêtements qui ne peuvent plus être portés deviennent sacs, chiffons ou coussins à l'atelier de couture. [Trois|Deux]
 tonnes échappent ainsi chaque année à l'incinérateur.
- La boutique ne demande à personne ce qu'il gagne. Les bénéfices paient les lunettes, la cantine et les factures
 d'énergie de ceux qui en ont besoin.

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
- Des voisins {de lieu} qui s'organisent pour [porter, prêter et dépanner|déménager, réparer et réconforter].
- Un réseau d'entraide {à lieu}, discret [en temps calme|les jours ordinaires], rapide [quand il le faut|le jour où tout se complique].
- [Prêter|Échanger] du matériel, du temps et des bras entre habitants {de lieu}.
stories
- L'association est née pendant une crue, quand [cinquante inconnus|la moitié du village] se sont retrouvés une pelle à
 la main. L'eau est partie, le groupe est resté.
- Une demande, trois appels, une solution : le plus souvent, cela suffit. Pour le reste, il y a le dépôt, la camionnette
 et une liste de volontaires tenue à jour.

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
- Défendre le droit [au logement|à un logement sain] {à lieu}, [de la petite annonce à la remise des clés|dossier après dossier].
- Accompagner les locataires {de lieu}, [de la recherche au premier hiver|face aux factures et à l'humidité].
stories
- Un logement ne se trouve pas en un rendez-vous. Nous suivons chaque ménage pendant un an, de la première visite au
 premier hiver, et nous parlons autant aux propriétaires qu'aux locataires.
- La mallette de mesure passe de maison en maison : hygromètre, joints, ampoules. Les petits travaux sont faits avec
 les habitants, qui les refont ensuite chez leurs voisins.

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
- Des bénévoles de [seize à quatre-vingt-six|vingt à quatre-vingts] ans rendent visite aux anciens {de lieu}.
stories
- Nos visiteurs ne font ni ménage ni soins. Ils viennent pour la conversation, le jeu de cartes et la promenade, et
 restent souvent fidèles à la même personne pendant des années.
- Une fois par mois, tout le monde se retrouve autour d'un goûter {à salle}. Les voitures vont chercher ceux qui ne
 peuvent plus venir seuls.

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
- Un relais de quelques heures pour que les aidants {de lieu} puissent [dormir, sortir ou ne rien faire|souffler un peu].
stories
- L'association a été créée par [trois|quatre] mères qui se croisaient dans la même salle d'attente. Elles ont commencé
 par se garder mutuellement leurs enfants ; elles forment aujourd'hui des relayeurs.
- Un café des aidants se tient chaque mois, avec une psychologue. On y vient quand on veut, on y pleure quelquefois, on y
 rit plus souvent qu'on ne le croit.

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
- Ceux qui appellent ne donnent pas leur nom, ceux qui écoutent non plus. Entre les deux, il y a une formation de
 quarante heures et une supervision qui n'a jamais été annulée.
- Les appels durent vingt minutes en moyenne. Certains n'attendent qu'une présence ; d'autres, une adresse, que nous
 tenons prête.

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
- Jeux, histoires et présence auprès des patients et de leurs familles, [de la pédiatrie aux soins palliatifs|dans trois services], {à lieu}.
- Adoucir les journées à l'hôpital, {à lieu}, [un rire ou un silence à la fois|avec des clowns et des conteurs].
- Des bénévoles formés [passent du temps|tiennent compagnie] aux malades {de lieu}.
stories
- L'hôpital soigne, nous passons. Une heure de jeu, un livre, une main tenue : l'équipe médicale dit que cela compte, et
 nous la croyons.
- Chaque bénévole suit une formation, puis un parrainage. On apprend à frapper aux portes, à lire un visage et à
 repartir sur la pointe des pieds.

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
- Une collecte réussie tient à trois choses : une date bien annoncée, un accueil sans attente et une collation dont on
 parle encore au travail le lendemain. Nous nous occupons des trois.
- Le comité passe aussi dans les classes du secondaire pour répondre aux questions que les jeunes n'osent pas poser.

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
- Accueillir les nouveaux arrivants {à lieu} : [langue, démarches et amitiés|des mots, des papiers, des amis].
- Tables de conversation, interprètes et parrainages pour les familles venues [d'ailleurs|de loin] vivre {à lieu}.
- Apprendre le français et [se faire un réseau|trouver sa place] {à lieu}, avec des voisins pour professeurs.
stories
- Chaque famille est parrainée par deux foyers du coin, qui s'occupent de l'essentiel : le bus, l'école, le médecin, la
 brocante. L'amitié vient ensuite, ou pas, et souvent quand même.
- Quarante-trois nationalités ont passé notre porte. La carte du monde de l'entrée est trouée d'épingles, et chacun
 montre d'où il vient avant de dire où il va.

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
- Comprendre ses papiers et faire valoir ses droits {à lieu}, [gratuitement et en confiance|sans rendez-vous le matin].
- Une permanence {à lieu} pour [écrire, remplir, répondre et ne plus s'inquiéter|venir à bout des formulaires].
stories
- On entre avec un sac de courrier non ouvert, on ressort avec une liste de trois choses à faire. La confidentialité est
 notre première règle, la patience la seconde.
- [Mille deux cents|Neuf cents] personnes sont reçues chaque année, souvent pour un seul papier. Les bénévoles sont
 formés par les services sociaux {de commune} et par une juriste.

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
- Ateliers et permanences numériques {à lieu}, du [premier courriel|mot de passe oublié] à la déclaration en ligne.
- Reconditionner des ordinateurs et [former|accompagner] ceux qui les reçoivent, {à lieu}.
stories
- Les entreprises de la région nous donnent leurs vieux ordinateurs ; nous les nettoyons, nous y installons des
 logiciels libres et nous les cédons pour [quarante|trente] euros, cours compris.
- La moitié de nos bénévoles ont appris ici. Ils sont les meilleurs professeurs, parce qu'ils n'ont pas oublié.

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
- [Mobilité, confiance et contacts|CV, entretien et carnet d'adresses] : un coup de pouce vers l'emploi {à lieu}.
- Retrouver le chemin du travail {à lieu}, avec quelqu'un [à ses côtés|qui croit en vous].
stories
- Le premier rendez-vous dure deux heures et l'on n'y parle presque pas d'emploi. C'est en racontant ce qu'il aime que
 chacun se souvient de ce qu'il sait faire.
- Nos coachs viennent de [trente|vingt-cinq] métiers. Ils ne promettent rien, ils ouvrent leur agenda, et sept personnes
 sur dix trouvent dans l'année.

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
- Sourds et entendants se rencontrent {à lieu} autour de [la langue des signes|jeux, de films et de cafés signés].
- Faire connaître la langue des signes {à lieu} et rendre [les guichets|les spectacles] accessibles.
stories
- Le café-signes est né d'un malentendu à la boulangerie. Depuis, la boulangère signe bonjour, merci et « bien cuite ».
- Nous formons des bénévoles, conseillons les services publics et prêtons une boucle magnétique aux associations qui
 organisent une réunion.

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
- Un jumelage [solidaire|de coopération] entre {lieu} et un district [du Burkina Faso|du Bénin|de Bolivie], d'école à école.
- Soutenir des projets d'eau et d'éducation [au Togo|à Madagascar|au Sénégal], depuis {lieu}.
stories
- Nous n'envoyons ni vêtements ni médicaments. Nous finançons ce que nos partenaires décident, un puits, une bourse, un
 salaire d'institutrice, et nous leur demandons conseil en retour.
- Chaque hiver, un souper et une exposition racontent l'année. Les classes d'ici et de là-bas s'écrivent, et les timbres
 sont disputés.

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
- Loisirs, sport et sorties pour personnes handicapées et valides {à lieu}, [ensemble|sur un pied d'égalité].
- Rendre {lieu} [praticable|accessible] à tous, par le sport, la culture et le bon sens.
- Des week-ends, des ateliers et une équipe de [copains|complices] pour des adultes handicapés {de lieu}.
stories
- Nous ne parlons pas de bénéficiaires mais de membres. La moitié du conseil d'administration vit avec un handicap, et
 c'est elle qui fixe le programme.
- Le groupe teste les restaurants, les trottoirs et les cinémas, puis rend ses notes aux commerçants. Quatre ont déjà
 installé une rampe.
"""
)
