"""Missions around food: sharing it, collecting it, cooking it, taking it home to people."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# food-bank
causes: food-aid solidarity
skills: logistics reception
publics: families low-income isolated-people
rhythm: weekly tue 13:30-17:00, thu 13:30-17:00, wed 09:00-12:00
capacity: 2-6
venues: le local de distribution / la salle paroissiale / l'ancienne salle de gymnastique
love: l'ambiance d'une distribution où chacun se connaît
titles
- Tenir la distribution alimentaire du {jour}
- Préparer et remettre les colis alimentaires [à {lieu}|{à lieu}]
- Un coup de main à l'aide alimentaire, le {jourmoment}
- Accueillir les familles de la banque alimentaire {à lieu}
needs
- [Quarante-deux|Cinquante-trois|Trente-huit] familles viennent chaque {jour} chercher un colis, contre une
  trentaine l'an dernier. À quatre bénévoles, on pèse, on emballe et l'on n'a plus une minute pour parler ;
  c'est pourtant ce que les gens attendent.
- Le camion de la banque alimentaire livre le matin, la porte ouvre à {heure}, et entre les deux il faut
  tout trier. Deux personnes de plus, et personne n'attendrait plus sous la pluie.
- Notre équipe du {jour} a perdu trois de ses piliers cet automne, tous pour de bonnes raisons. Nous
  cherchons la relève avant les grands froids.
- Depuis que l'accueil se fait sur rendez-vous, la file a disparu et les conversations sont revenues. Il
  nous manque quelqu'un derrière la table des produits frais pour que cela dure.
tasks
- Décharger les caisses et vérifier les dates de péremption
- Composer les colis selon la taille de la famille
- Accueillir chacun par son nom et lui laisser le choix
- Tenir le registre des présences, très simple
- Ranger les frigos et relever leur température
- Plier les cartons et donner un coup de balai
welcomes
- {ref} vous attend une demi-heure avant l'ouverture, vous montre les rayonnages et vous présente l'équipe
  autour d'un café.
- La première fois, vous passez derrière chaque table avec <un ancien|une ancienne>, sans rien porter de
  lourd.
support
- Vous travaillez toujours à deux, et une courte formation à l'hygiène alimentaire est proposée chaque
  trimestre.
- Un classeur, sur l'étagère de l'entrée, répond aux questions courantes ; pour les autres, {ref} reste dans
  la salle.
thanks
- Un repas préparé par les familles réunit tout le monde en janvier.
- L'attestation d'hygiène obtenue ici est à vous et vaut ailleurs.

# food-collection
causes: food-aid solidarity
skills: reception logistics
publics: everyone low-income
rhythm: dated fri 15:00-19:00, sat 09:00-13:00, sat 13:00-18:00
months: 11 12 1 3
capacity: 4-12
min_age: 14
venues: l'entrée du supermarché / la galerie du magasin
love: aller vers les gens avec un sourire et une caisse vide
titles
- Collecte alimentaire : deux heures à l'entrée du magasin
- Grande collecte d'hiver, le {date}
- Recevoir les dons des clients à la sortie des caisses
- Collecter des conserves et du lait pour l'hiver {à lieu}
needs
- Ce que nous recevons ce week-end-là remplit les étagères jusqu'en mars. Il faut du monde à chaque porte,
  par tranches de deux heures.
- L'an dernier, faute de bras, l'entrée nord est restée vide le samedi après-midi : [six cents|huit cents]
  kilos qui n'ont pas été donnés. Cette année, on la tient.
- Le petit déjeuner des enfants est le rayon le plus vide de notre réserve. Cette collecte lui est consacrée
  : chocolat en poudre, céréales, confiture, lait.
tasks
- Proposer un sac et une liste aux clients, sans insister
- Remercier, expliquer où vont les dons
- Trier par famille de produits dans les caisses
- Peser les caisses et noter les totaux
- Charger la camionnette en fin de journée
welcomes
- Une chasuble, un badge et les mots justes pour aborder les gens : {ref} vous équipe en dix minutes sur
  place.
- On se retrouve devant les caddies, un thermos à la main ; chacun choisit son poste.
support
- Une personne du magasin et <un|une> responsable de l'association restent joignables tout le temps de la
  collecte.
thanks
- Le total de la collecte vous est envoyé le soir même, avec ce qu'il représente de repas.
- Les classes et les clubs qui viennent en groupe repartent avec une photo et un grand merci affiché au
  magasin.

# social-grocery
causes: food-aid solidarity social-ties
skills: sales reception bookkeeping
publics: low-income families
rhythm: weekly wed 09:00-12:00, fri 14:00-17:30, tue 09:30-12:30
venues: l'épicerie sociale / l'épicerie solidaire
love: le petit commerce, celui où l'on prend le temps
titles
- Tenir la caisse de l'épicerie {à lieu}
- Vendre sans se presser à l'épicerie sociale
- Mettre en rayon et conseiller, le {jourmoment}
- Derrière le comptoir de l'épicerie, une fois par semaine
needs
- Ici, on paie un quart du prix et l'on repart la tête haute. Pour ouvrir [un {moment} de plus|une
  demi-journée de plus], il nous faut quelqu'un à la caisse et quelqu'un en rayon.
- Le budget du mois tient souvent à cette heure de courses. Nous cherchons une personne patiente, qui sache
  tenir une caisse et ne juge pas le contenu d'un panier.
- Les légumes du maraîcher arrivent en vrac le {jour} : il faut les peser, les présenter joliment, dire
  comment on les cuisine.
tasks
- Tenir une caisse simple et compter le fond
- Garnir les rayons et retourner les affiches de prix
- Proposer une recette avec les légumes du jour
- Accueillir les nouveaux clients orientés par {ccas}
- Suivre les stocks sur une feuille ou sur l'ordinateur
welcomes
- Vous commencez par faire vos courses avec {ref}, pour voir le magasin avec les yeux d'un client.
- Une matinée en double, le tablier noué, et la caisse n'aura plus de secret pour vous.
support
- La travailleuse sociale de l'épicerie passe chaque semaine ; c'est elle, et non vous, qui traite les
  situations difficiles.
thanks
- Vous apprenez un vrai métier de comptoir, et nous l'écrivons volontiers dans une lettre de recommandation.

# meal-delivery
causes: elderly food-aid social-ties
skills: driving listening
publics: elderly isolated-people
rhythm: weekly mon 10:45-13:00, thu 10:45-13:00, sat 10:45-13:00
capacity: 1-3
min_age: 18
setting: road
venues: la cuisine centrale / la cuisine {de ehpad}
love: les tournées où l'on finit par connaître chaque sonnette
titles
- Porter le repas de midi chez [huit|neuf|dix] personnes âgées
- Une tournée de repas chauds le {jour}
- Conduire la tournée des repas autour {de lieu}
- Sonner, saluer, servir : le portage du {jour} midi
needs
- Pour certains de nos aînés, la personne qui apporte le repas est la seule visite de la journée. La tournée
  du {jour} n'a plus de <chauffeur|chauffeuse> depuis la rentrée.
- Un plateau chaud, trois mots sur le pas de la porte, un œil sur le poêle : c'est peu, et cela permet de
  rester chez soi. Il nous manque un volant pour les villages écartés.
- Quand la neige tient, notre seule conductrice ne suffit plus. Nous voudrions une seconde équipe pour les
  mois froids.
tasks
- Charger les plateaux dans les caisses isothermes
- Suivre une tournée d'une vingtaine de kilomètres
- Prendre des nouvelles et signaler ce qui inquiète
- Rapporter les plateaux vides
- Remettre la feuille de tournée à la cuisine
welcomes
- {ref} fait la première tournée avec vous, vous présente à chacun et vous apprend les petites habitudes.
- Vous visitez la cuisine, on vous remet le carnet de tournée et le numéro à appeler si une porte reste
  fermée.
support
- Une réunion tous les deux mois permet de parler des situations rencontrées avec une infirmière.
thanks
- Le repas du jour vous est offert à la table des cuisiniers.

# cooking-workshop
causes: food-aid social-ties health-disability
skills: cooking facilitation
publics: families low-income isolated-people
rhythm: weekly fri 09:30-13:30, wed 16:00-19:00, thu 09:30-13:30
venues: la cuisine de la maison de quartier / la cuisine {de pcs} / la cuisine {de ecole}
love: cuisiner pour une grande tablée
titles
- Animer un atelier de cuisine à petit budget
- Cuisiner ensemble le {jour} {à lieu}
- Soupe, four et rires : l'atelier du {jourmoment}
- Transmettre vos recettes de tous les jours
needs
- Douze personnes, un panier à [quinze|dix-huit] euros, un repas complet : voilà le défi de chaque {jour}.
  Notre animatrice aimerait partager les fourneaux avec quelqu'un qui connaît la cuisine de saison.
- Beaucoup de participants n'ont qu'une plaque et une casserole. Nous cherchons des idées simples, bonnes et
  chaudes pour l'hiver, et une personne pour les montrer.
- On y vient pour les recettes, on y revient pour la table. L'atelier affiche complet et nous voulons ouvrir
  un second groupe.
tasks
- Choisir la recette avec le groupe, d'après les légumes du moment
- Faire les courses à deux
- Montrer les gestes, laisser faire
- Manger ensemble et écouter
- Écrire la recette au propre pour le classeur
welcomes
- Venez d'abord goûter : la première séance se vit à table, sans tablier.
- {ref} prépare avec vous le menu de la première fois, quantités comprises.
support
- Une diététicienne relit les menus deux fois par an et répond à vos questions.
thanks
- Vos recettes entrent dans le livre que l'atelier imprime chaque printemps, avec votre nom si vous le
  souhaitez.

# shared-soup
causes: food-aid social-ties solidarity
skills: cooking reception
publics: homeless-people isolated-people everyone
rhythm: weekly sun 10:30-14:30, wed 16:30-20:00, fri 16:30-20:00
months: 11 12 1 2 3
capacity: 3-6
venues: la salle sous l'église / la cantine du quartier / la grande salle du foyer
love: éplucher des légumes en refaisant le monde
titles
- Éplucher, mijoter, servir la soupe du {jour}
- La table d'hiver du {jour} : en cuisine ou en salle
- Servir un repas chaud à qui pousse la porte
- Une soupe pour le quartier, de novembre à mars
needs
- Entre {heure} et la vaisselle, une cinquantaine d'assiettes partent chaque {jour}. L'équipe de cuisine est
  solide, celle de salle beaucoup moins.
- Le marché nous donne ses invendus, la boulangerie son pain de la veille. Reste à trouver des mains pour en
  faire un repas dès les premiers gels.
- Personne ne demande ici de justificatif : on entre, on s'assoit, on mange. Pour tenir tout l'hiver, il
  nous faut deux bénévoles de plus par service.
tasks
- Éplucher et couper les légumes
- Dresser les tables comme pour des invités
- Servir, s'asseoir, faire la conversation
- Laver la vaisselle à plusieurs
- Préparer les portions à emporter
welcomes
- Un tablier à votre taille et un économe : {ref} vous place à côté de quelqu'un de bavard.
- Passez un {jour} quand vous voulez ; on mange d'abord, on parle du bénévolat ensuite.
support
- Le cahier de bord note les allergies, les habitudes et les petits soucis ; une éducatrice de rue vient
  chaque semaine.
thanks
- La soupe, évidemment, et la fête de fin d'hiver au mois d'avril.

# unsold-food-round
causes: food-aid environment circular-economy
skills: driving logistics
publics: low-income associations
rhythm: weekly sat 12:30-15:00, mon 08:00-10:30, fri 18:30-20:30
capacity: 1-3
min_age: 18
setting: road
venues: le local des ramasses / le quai de la réserve
love: l'idée qu'un bon légume ne finisse jamais à la poubelle
titles
- Ramasser les invendus du marché le {jour}
- Chauffeur ou chauffeuse pour la ramasse du {jour}
- Sauver le pain et les légumes de la semaine {à lieu}
- Une camionnette, quatre magasins, zéro gaspillage
needs
- Quatre magasins nous gardent leurs invendus, à condition que quelqu'un passe à l'heure. Le {jour}, nous
  n'avons plus de conducteur.
- Chaque ramasse sauve près de [cent vingt|deux cents] kilos de nourriture. La camionnette est là, le plein
  aussi ; il manque un permis B et deux bras.
- Les maraîchers des environs proposent leurs surplus depuis septembre. Nous voudrions créer une petite
  équipe qui tourne, une fois par mois chacun.
tasks
- Conduire la camionnette de l'association
- Charger les caisses avec le personnel des magasins
- Contrôler les dates et le froid
- Livrer aux associations partenaires
- Nettoyer la caisse réfrigérée
welcomes
- Une ramasse en passager pour apprendre la route, puis {ref} vous tend les clés.
- Vous rencontrez les chefs de rayon un par un : ils aiment mettre un visage sur les caisses qui partent.
support
- Une fiche par magasin indique l'entrée, le code et la personne à demander ; l'assurance du véhicule vous
  couvre.
thanks
- Ce qui ne peut pas être donné se partage entre bénévoles, et les tartes aux pommes sont célèbres.
"""
)
