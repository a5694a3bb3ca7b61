"""Missions out of doors: paths, hedges, water, gardens and animals."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# trail-upkeep
causes: environment heritage sport
skills: handiwork mapping
publics: everyone
rhythm: dated sat 09:00-12:30, sat 13:30-16:30, sun 09:00-12:30
months: 11 12 1 2 3 4
capacity: 4-12
setting: outdoor
venues: le départ du sentier / le parking de la forêt / la place de l'église
love: les sentiers qui sentent la terre mouillée
titles
- Rouvrir un sentier le {date}
- Baliser et débroussailler les chemins {de lieu}
- Chantier sentier : sécateur, peinture et casse-croûte
- Parrainer quelques kilomètres de sentier
needs
- La tempête d'octobre a couché [onze|dix-sept] arbres en travers de la boucle des crêtes. Les communaux ont
  scié les gros, il reste à dégager le reste avant le printemps.
- Un chemin qu'on n'emprunte plus disparaît en trois ans. Celui de l'ancien moulin figure encore sur la
  carte, plus tout à fait sur le terrain.
- Les marcheurs se perdent au même carrefour depuis que le poteau est tombé. Une matinée, dix personnes, et
  l'affaire est réglée.
tasks
- Débroussailler au sécateur et à la cisaille
- Repeindre les balises et reclouer les flèches
- Creuser de petites rigoles contre les flaques
- Relever au GPS ce qui reste à faire
- Porter la soupe jusqu'au chantier
welcomes
- Rendez-vous au parking : {ref} distribue gants, outils et tronçons selon les forces de chacun.
- Le chantier commence par dix minutes de carte et un café brûlant.
support
- Aucune machine n'est confiée aux bénévoles ; le garde forestier passe et conseille.
thanks
- Le dîner en forêt autour du feu, et votre nom dans la gazette des sentiers.

# hedge-planting
causes: environment
skills: gardening naturalism
publics: everyone youth
rhythm: dated sat 09:30-12:30, sat 13:30-16:00, sun 09:30-12:30
months: 11 12 1 2 3
capacity: 6-20
min_age: 8
setting: outdoor
venues: la ferme du haut / la parcelle communale / le pré du moulin
love: planter ce qui nous survivra
titles
- Planter une haie le {date}
- Trois cents plants, une matinée : chantier haie {à lieu}
- Aubépine, charme et noisetier : à vos bêches
- Border un champ d'une haie vive
needs
- Trois cents plants attendent en jauge derrière la grange. Ils doivent être en terre avant les fortes
  gelées, et un agriculteur seul n'y suffira pas.
- Il y avait une haie ici en 1960, les anciens s'en souviennent. Nous la replantons à l'endroit exact, avec
  l'accord de l'exploitant et une armée de bêches.
- Une haie arrête le vent, nourrit les mésanges et retient la terre. Encore faut-il la planter, et la
  pailler, et la clôturer.
tasks
- Creuser, praliner, planter, tasser
- Poser le paillage et les protections
- Porter les plants d'un bout à l'autre du rang
- Montrer aux enfants à reconnaître les essences
- Servir la soupe de midi
welcomes
- {ref} fait une démonstration sur le premier plant ; le deuxième est pour vous.
- Bottes et vêtements chauds : nous prêtons le reste, bêches et gants d'enfant compris.
support
- Un pépiniériste du coin suit le chantier et vérifie chaque rang.
thanks
- Vous revenez au printemps voir débourrer la haie, avec un plan qui dit quel plant est le vôtre.

# toad-crossing
causes: environment animals
skills: naturalism
publics: everyone families
rhythm: dated fri 19:30-22:00, sat 19:30-22:00, sun 19:30-21:30
months: 2 3
capacity: 4-10
min_age: 10
setting: outdoor
venues: le bord de l'étang / le talus de la route forestière
love: les soirées de pluie où l'on porte des crapauds dans un seau
titles
- Faire traverser les crapauds, le soir, seau en main
- Patrouille des batraciens sur la route de l'étang
- Sauver grenouilles et tritons dès les premières pluies douces
- Poser les filets et compter les crapauds
needs
- Dès qu'il pleut et qu'il fait huit degrés, ils sortent tous en même temps. L'an passé, nos seaux en ont
  porté [deux mille|mille quatre cents], un par un ; la route ne pardonne pas.
- Cinq cents mètres de filet à poser fin janvier, puis une ronde chaque soir pendant six semaines. Partagé à
  trente, c'est une promenade.
- La migration ne dure que quelques nuits et ne prévient pas. Nous préparons une liste de personnes
  joignables à la dernière minute.
tasks
- Poser les filets et enterrer les seaux
- Parcourir le filet à la lampe frontale
- Identifier, compter, faire traverser
- Ralentir les voitures avec le panneau et le gilet
- Saisir les chiffres du soir
welcomes
- Une soirée de formation en salle, diapositives et infusion, puis une ronde avec {ref}.
- Les enfants sont admis avec un adulte, et repartent rarement propres.
support
- La commune pose les panneaux et le règlement de sécurité tient sur une carte plastifiée.
thanks
- Le bilan, crapaud par crapaud, et une sortie nocturne au chant des rainettes en mai.

# river-cleaning
causes: environment
skills: handiwork logistics
publics: everyone
rhythm: dated sat 09:00-12:00, sun 09:30-12:30
months: 3 4 9 10 11
capacity: 6-20
min_age: 12
setting: outdoor
venues: le pont de pierre / la berge, près du moulin / le parking du quai
love: revenir d'un dimanche matin les bottes pleines d'eau
titles
- Nettoyer les berges le {date}
- Une matinée pour la rivière
- Bottes et sacs-poubelle au bord de l'eau {à lieu}
- Repêcher pneus et bouteilles après les crues
needs
- Chaque crue accroche ses plastiques aux branches, à hauteur d'homme. Si l'on n'y va pas, ils seront à la
  mer au printemps.
- Un vélo, quatre pneus, un coffre-fort vide : la récolte de l'an dernier se raconte encore. La prochaine se
  prépare, à pied depuis la rive et en canoë pour les habitués.
- La frayère de l'amont est fragile et mérite qu'on la débarrasse à la main. Nous formons deux équipes,
  l'une sur la berge, l'autre dans l'eau.
tasks
- Ramasser par tronçons, en binôme
- Trier au point de collecte
- Peser et photographier la récolte
- Repérer les rejets suspects
- Charger le camion de la commune
welcomes
- {ref} distribue gants, pinces et bottes sur le parking, et raconte la rivière en cinq minutes.
- On choisit son tronçon : le plat pour les familles, le raide pour les téméraires.
support
- Un sauveteur surveille les équipes dans l'eau, personne ne s'y engage au-dessus du genou.
thanks
- L'apéritif sur le pont, et la pesée publique.

# shared-garden
causes: environment social-ties food-aid
skills: gardening facilitation
publics: everyone families isolated-people
rhythm: weekly sat 10:00-12:30, wed 14:00-16:30
capacity: 2-8
min_age: 10
setting: outdoor
venues: le jardin partagé / le potager collectif
love: les mains dans la terre et les conversations par-dessus les rangs
titles
- Jardiner ensemble le {jourmoment}
- Un coup de bêche au potager partagé {de lieu}
- Préparer le jardin pour l'hiver
- Cultiver un carré pour l'épicerie sociale
needs
- Le jardin nourrit douze familles et les mésanges. Avant les gelées, il faut rentrer les courges, couvrir
  la terre et réparer la serre, qui prend l'eau.
- Nos jardiniers ont de l'expérience, moins de genoux. Quelques bras pour la brouette leur permettraient de
  continuer à transmettre.
- Un tiers de la récolte part à l'aide alimentaire. Pour en offrir davantage au printemps, nous ouvrons six
  nouvelles planches cet hiver.
tasks
- Pailler, bêcher, repiquer selon la saison
- Réparer les châssis et la cabane
- Accueillir les curieux et les écoles
- Récolter et peser la part du don
- Tenir le tableau des arrosages
welcomes
- {ref} vous donne un carré, un voisin de carré et le code du cabanon.
- Le tour du jardin finit toujours sous l'auvent, autour d'une tisane de la maison.
support
- Une maraîchère passe une fois par mois, répond aux questions et taille ce qui doit l'être.
thanks
- Votre part de légumes, des semences, et la fête de la courge.

# compost-master
causes: environment circular-economy citizenship
skills: gardening facilitation
publics: everyone
rhythm: weekly sat 10:00-11:30, wed 17:00-18:30
capacity: 1-3
setting: outdoor
venues: le site de compostage / le compost de quartier
love: la bonne odeur d'un compost réussi
titles
- Veiller sur le compost du quartier
- Maître ou maîtresse de compost, le {jourmoment}
- Brasser, aérer, expliquer : le compost collectif {de lieu}
- Apprendre aux voisins à composter sans odeur
needs
- Quarante foyers y vident leurs épluchures et trois personnes le brassent. C'est peu pour un tas qui
  travaille jour et nuit.
- Les gens ont peur des rats, des mouches et de mal faire. Une présence hebdomadaire, une fourche à la main,
  règle les trois.
- Le composteur de l'école déborde depuis l'arrivée du potage maison. Il nous faut un guide pour le bac et
  pour les enfants.
tasks
- Ouvrir le site et accueillir les apports
- Brasser et équilibrer le sec et l'humide
- Tenir le carnet des températures
- Animer la distribution de printemps
welcomes
- {ref} vous apprend à lire un tas : l'œil, le nez, puis la main.
- Vous héritez d'une fourche et d'une place au café du compost.
support
- Deux journées de formation de guide composteur sont offertes par {interco}.
thanks
- Un sac de terreau mûr à chaque tamisage.

# hedgehog-care
causes: animals environment
skills: animal-care driving
publics: everyone
rhythm: weekly sat 08:30-11:30, sun 08:30-11:30, tue 17:00-19:30
capacity: 2-4
min_age: 18
venues: le centre de soins / l'infirmerie des hérissons
love: les animaux qu'on relâche sans qu'ils disent merci
titles
- Soigner les hérissons au centre de revalidation
- Nourrir, peser, nettoyer : hérissons en convalescence
- Un {jourmoment} au centre de soins de la faune
- Transporter des animaux blessés vers le centre
needs
- Soixante jeunes hérissons trop maigres passeront l'hiver chez nous. Chacun doit être pesé, nourri et
  changé matin et soir, et aucun ne patiente.
- La chouette heurtée par une voiture appelle toujours le soir. Nous cherchons des soigneurs, et des
  conducteurs pour les derniers kilomètres.
- Notre vétérinaire est bénévole, notre lave-linge à bout de souffle. Une équipe le {jour} soulagerait l'un
  et l'autre.
tasks
- Peser et noter sur la fiche
- Nettoyer les cages et changer les linges
- Préparer les rations
- Répondre au téléphone des découvreurs
- Participer aux lâchers
welcomes
- {ref} vous vaccine contre les idées reçues, puis vous montre les gestes, un animal après l'autre.
- Deux demi-journées d'essai, au nettoyage d'abord : c'est le meilleur poste pour observer.
support
- Un protocole est affiché à chaque cage ; les soins eux-mêmes reviennent à la vétérinaire.
thanks
- Vous ouvrez vous-même la caisse, un soir de mai, à la lisière.

# animal-shelter
causes: animals
skills: animal-care driving photography
publics: everyone
rhythm: weekly sat 13:30-16:30, sun 09:30-12:30, wed 13:30-16:30
capacity: 2-6
min_age: 16
setting: outdoor
venues: le refuge / le chenil
love: les chiens que personne ne regarde au premier passage
titles
- Promener les chiens du refuge le {jourmoment}
- Socialiser des chats craintifs, tout doucement
- Refuge : balades, brosses et portraits
- Donner du temps aux animaux qui attendent une famille
needs
- Trente-deux chiens, deux salariés, et des laisses qui s'ennuient. Une heure de forêt change leur semaine,
  et souvent leurs chances d'adoption.
- Une photo floue, et un chat reste six mois de plus. Nous cherchons autant un œil qu'une paire de bottes.
- Les vieux animaux partent moins vite que les chiots. Nos bénévoles leur offrent des promenades à leur
  allure et des couvertures propres.
tasks
- Promener, un chien à la fois
- Brosser, jouer, habituer aux caresses
- Nettoyer les box avec le personnel
- Photographier les animaux à adopter
- Conduire chez le vétérinaire
welcomes
- {ref} vous apprend la laisse, les codes couleur des box et le nom des résidents.
- Première visite sans chien, deuxième avec Papy, qui a formé tout le monde.
support
- Un éducateur canin donne un cours le premier dimanche du mois.
thanks
- Les nouvelles des adoptés, avec photos de canapés.

# sheep-keeping
causes: environment animals heritage
skills: animal-care handiwork
publics: everyone
rhythm: weekly sun 10:00-12:00, wed 16:00-18:00, sat 09:00-11:30
capacity: 2-5
setting: outdoor
venues: la bergerie / la pelouse sèche
love: la lenteur d'un troupeau
titles
- Aider le berger le {jourmoment}
- Compter les moutons, pour de vrai
- Éco-pâturage : veiller sur un petit troupeau
- Déplacer les clôtures et surveiller les brebis {à lieu}
needs
- Vingt-quatre brebis entretiennent la pelouse sèche mieux qu'une tondeuse. Elles demandent en échange une
  visite par jour, que nous partageons entre voisins.
- Le troupeau change de parcelle toutes les trois semaines, et le filet ne se déplace pas tout seul. Il faut
  quatre paires de bras et un chien calme.
- En hiver, l'eau gèle dans les abreuvoirs et les agneaux se préparent. Une équipe de veille nous éviterait
  bien des allers-retours.
tasks
- Compter les bêtes et regarder les pattes
- Casser la glace et remplir l'abreuvoir
- Déplacer les filets électriques
- Porter le foin
- Prévenir le berger de ce qui cloche
welcomes
- {ref} vous présente Colette, la meneuse ; gagnez sa confiance et les autres suivent.
- Une matinée de conduite de troupeau ouvre la saison, croûtons dans la poche.
support
- Le berger est à dix minutes et décroche toujours.
thanks
- Une toison à filer ou une place aux premières loges de l'agnelage.

# orchard-pruning
causes: environment heritage
skills: gardening
publics: everyone
rhythm: dated sat 09:30-12:30, sat 13:30-16:00
months: 11 12 1 2 3
capacity: 4-10
setting: outdoor
venues: le verger conservatoire / le verger communal
love: les vieilles variétés au nom imprononçable
titles
- Tailler le verger communal le {date}
- Apprendre à tailler en sauvant de vieux pommiers
- Sécateurs et échelles au verger {de lieu}
- Greffer, tailler, planter : l'hiver au verger
needs
- Quatre-vingts hautes-tiges, dont une poire que l'on croyait perdue. Sans taille cet hiver, les branches
  casseront sous la prochaine récolte.
- Nos deux tailleurs chevronnés veulent transmettre avant de ranger l'échelle. Pas besoin de savoir : il
  suffit d'avoir envie.
- La commune a acheté le verger, les habitants l'ont adopté. Il manque des mains pour la taille, le broyage
  et les greffes de février.
tasks
- Tailler à deux, l'un en haut, l'autre au sol
- Trier le bois : greffons, fagots, broyat
- Étiqueter les variétés
- Poser des nichoirs
- Chauffer le vin, ou le jus
welcomes
- {ref} commence par un arbre témoin, branche par branche, en disant pourquoi.
- Les sécateurs sont affûtés la veille, les échelles vérifiées le matin.
support
- Un pomologue accompagne chaque séance et répond aux « et si je coupe là ? ».
thanks
- Du jus de l'automne dernier et des greffons pour votre jardin.
"""
)
