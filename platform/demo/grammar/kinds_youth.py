"""Missions for children and young people: learning, playing, growing."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# homework-help
causes: youth-education social-ties
skills: tutoring teaching
publics: children youth families
rhythm: weekly mon 16:00-17:45, tue 16:00-17:45, thu 16:00-17:45
capacity: 3-8
venues: la salle d'étude {de ecole} / la bibliothèque de quartier / {mediatheque}
love: le moment où un enfant dit « ah, j'ai compris »
titles
- Aider aux devoirs le {jour} après l'école
- Accompagner des enfants du primaire dans leurs leçons
- Fractions, dictées et goûter : l'école de devoirs {de lieu}
- Une heure de soutien scolaire par semaine
needs
- Vingt-six enfants, cinq bénévoles : le calcul est vite fait, même par nos élèves de deuxième année. Avec
  trois adultes de plus, chacun aurait son quart d'heure.
- Beaucoup de parents voudraient aider et n'ont pas appris à lire en français. Nous tenons ce rôle avec eux,
  et non à leur place.
- Le calcul mental, c'est encore plus drôle à deux. Nous cherchons des personnes patientes, anciennes élèves
  moyennes bienvenues.
tasks
- Partager le goûter et laisser retomber la journée
- Relire les consignes avec l'enfant
- Faire réciter, dicter, encourager
- Proposer un jeu quand les devoirs sont finis
- Dire un mot aux parents à la sortie
welcomes
- {ref} vous confie d'abord deux enfants, toujours les mêmes, pour que la confiance vienne.
- L'équipe se retrouve un quart d'heure avant les enfants : c'est là qu'on se dit l'essentiel.
support
- Une enseignante retraitée prête ses méthodes et répond à vos questions de programme.
thanks
- Le spectacle de juin, où les enfants tiennent à ce que vous soyez au premier rang.

# story-time
causes: youth-education culture
skills: reading-aloud
publics: children families
rhythm: weekly wed 10:30-11:30, sat 10:30-11:30, fri 09:00-10:30
capacity: 1-3
min_age: 15
venues: le coin lecture {de mediatheque} / la salle du conte
love: les histoires qu'on raconte en changeant de voix
titles
- Lire des albums aux tout-petits le {jourmoment}
- Une voix pour l'heure du conte
- Raconter des histoires d'hiver {à mediatheque}
- Lecteurs et lectrices à voix haute, {à lieu}
needs
- Quarante yeux vous regardent tourner la page : on n'a pas trouvé mieux pour donner le goût de lire.
  L'heure du conte n'a plus de conteur le {jour}.
- Beaucoup d'enfants n'ont aucun livre chez eux. Nous lisons là où ils sont, dans les salles d'attente et
  les gares routières, et cherchons des voix.
- Un grand-père ici, une étudiante là : nos lecteurs se relaient chaque semaine. Il manque une voix grave
  pour faire le loup.
tasks
- Choisir deux albums avec la bibliothécaire
- Lire, montrer, laisser interrompre
- Inviter les parents à prendre la suite
- Ranger les coussins et noter les titres aimés
welcomes
- {ref} vous prête une pile d'albums et vous écoute lire, en toute amitié.
- On vous installe le fauteuil, on vous présente les habitués (le plus jeune a huit mois) et l'on s'assoit
  avec eux.
support
- Un atelier de lecture à voix haute, avec une comédienne, a lieu chaque automne.
thanks
- Une carte de lecteur gratuite et des avant-goûts des nouveautés.

# toy-library
causes: youth-education social-ties circular-economy
skills: reception childcare handiwork
publics: children families
rhythm: weekly wed 14:00-17:30, sat 09:30-12:00
capacity: 1-3
min_age: 15
venues: la ludothèque / la salle de jeux du foyer
love: les règles de jeux expliquées en trois minutes
titles
- Ouvrir la ludothèque le {jourmoment}
- Expliquer, prêter et réparer des jeux
- Ludothécaire d'un {jour} par mois
- Compter les pièces du puzzle et lancer une partie
needs
- Mille deux cents jeux, une seule personne au comptoir, et le {jour} qui déborde. Une seconde paire d'yeux
  nous permettrait de jouer avec les enfants, et plus seulement de tamponner.
- Un jeu rendu sans son dé est un jeu triste. Nous cherchons un esprit méthodique, et quelqu'un qui aime
  gagner sans le montrer.
- Les soirées jeux des grands font salle comble. Pour en proposer une par mois, il manque un animateur qui
  connaisse trois bonnes règles.
tasks
- Accueillir les familles et enregistrer les prêts
- Vérifier les boîtes au retour
- Réparer, coller, remplacer
- Lancer une partie avec un enfant seul
- Préparer la table des nouveautés
welcomes
- Votre première tâche : essayer trois jeux avec {ref}.
- Le logiciel s'apprend en un quart d'heure, les rayons en deux visites.
support
- Une fiche par jeu résume la règle ; les habitués, dès six ans, vous l'expliqueront volontiers.
thanks
- Vous empruntez les jeux sans abonnement, nouveautés comprises.

# playground-day
causes: youth-education social-ties sport
skills: childcare facilitation sports-coaching
publics: children families
rhythm: dated wed 13:30-17:30, sat 13:30-17:30
months: 4 5 6 7 8
capacity: 4-10
setting: outdoor
venues: la plaine de jeux / le terrain du bas
love: les grands jeux dehors, quand personne ne compte les points
titles
- Animer une journée de plein air le {date}
- Grands jeux et goûter sur la plaine
- Encadrer la plaine de jeux aux beaux jours
- Course en sac et peinture au doigt : venez jouer
needs
- Tous les enfants ne partent pas en vacances, la plaine vient donc à eux. Une journée réussie, c'est un
  adulte pour six enfants, et nous n'y sommes pas.
- Nous préparons déjà la belle saison : réserver une date maintenant, c'est nous permettre d'ouvrir une
  journée de plus.
- Les animateurs brevetés sont là. Il leur faut des aides pour les ateliers, l'eau, les pansements et la
  tente des petits.
tasks
- Monter les ateliers
- Mener un jeu par petits groupes
- Servir le goûter et veiller à la crème solaire
- Compter les enfants, encore et toujours
- Démonter et ranger le matériel
welcomes
- Une soirée de préparation vous présente les jeux et les autres animateurs.
- {ref} vous confie un atelier clé en main, matériel compris.
support
- Un extrait {de casier} vous est demandé ; <un animateur breveté|une animatrice brevetée> répond de chaque
  groupe.
thanks
- Une attestation qui compte pour les brevets d'animation, et un coup de soleil si vous oubliez la
  casquette.

# youth-mentoring
causes: youth-education employment
skills: listening tutoring
publics: youth
rhythm: free
capacity: 2-6
min_age: 21
remote: possible
venues: la salle {de centre_jeunes}
love: voir quelqu'un de dix-sept ans changer d'avis sur lui-même
titles
- Parrainer un ou une jeune pendant une année
- Deux heures par quinzaine avec un lycéen ou une apprentie
- Mentor : ouvrir son carnet d'adresses et ses oreilles
- Accompagner un premier projet professionnel
needs
- À seize ans, il faut parfois un adulte qui ne soit ni un parent ni un professeur. [Neuf|Douze] jeunes
  attendent le leur depuis la rentrée.
- Une première lettre, un stage, une chambre à trouver : ce sont des montagnes quand on est seul. Nous
  formons des duos pour les gravir.
- On ne vous demande pas d'avoir réussi, seulement d'avoir du temps et de tenir parole. Les jeunes, eux,
  savent très bien ce qu'ils cherchent.
tasks
- Voir le ou la jeune tous les quinze jours
- Fixer ensemble deux objectifs, pas dix
- Ouvrir des portes : un métier, un lieu, une rencontre
- Faire le point chaque trimestre avec la coordination
welcomes
- Un apéritif sans alcool et sans discours permet aux duos de se former d'eux-mêmes.
- {ref} vous rencontre d'abord <seul|seule>, pour comprendre ce que vous aimeriez transmettre.
support
- Les mentors se retrouvent tous les deux mois, et la coordination réagit dans la journée si quelque chose
  coince.
thanks
- Vous apprenez autant que vous donnez : tous nos mentors le disent, et certains recommencent depuis huit
  ans.

# walking-school-bus
causes: youth-education environment citizenship
skills: childcare
publics: children families
rhythm: weekly mon 07:45-08:30, tue 07:45-08:30, thu 07:45-08:30
capacity: 2-4
min_age: 18
setting: outdoor
venues: le premier arrêt du pédibus / la place {de mairie}
love: les conversations de huit heures du matin avec des enfants de six ans
titles
- Conduire le pédibus le {jour} matin
- À pied à l'école : accompagner un rang d'enfants
- Une demi-heure de marche avant le travail, en bonne compagnie
- Donner la main au rang de l'école {de lieu}
needs
- Quatorze enfants, neuf cents mètres, zéro voiture devant la grille. La ligne du {jour} n'a plus qu'un
  accompagnateur, et il en faut deux.
- Les grands-parents qui tenaient la ligne ont pris leur retraite pour de bon. Nous cherchons des lève-tôt,
  un matin par semaine.
- Il fait encore nuit, les gilets brillent, et le village se réveille au passage des enfants. C'est un joli
  début de journée, il y manque un adulte.
tasks
- Prendre les enfants à l'heure à chaque arrêt
- Pointer les présents
- Faire traverser
- Remettre le rang à l'école
welcomes
- {ref} marche avec vous la première semaine ; les enfants se chargent des présentations.
- On vous donne un gilet, une lampe et la liste des prénoms, avec leurs petites particularités.
support
- L'agent de quartier a tracé l'itinéraire et forme chaque accompagnateur à la traversée.
thanks
- Chocolat chaud pour tous le dernier vendredi avant les vacances.

# chess-and-science
causes: youth-education digital-inclusion culture
skills: teaching it-support facilitation
publics: children youth
rhythm: weekly wed 14:00-16:00, sat 10:00-12:00
capacity: 1-3
venues: la grande salle {de centre_jeunes} / l'atelier numérique
love: les expériences qui ratent, puis qui marchent
titles
- Animer un club de sciences le {jourmoment}
- Robots en carton et fusées à eau : le club des curieux
- Monter un petit club de programmation pour les 9-13 ans
- Éclairs, aimants et champignons : faire des sciences pour de vrai
needs
- Ils sont onze, ils posent des questions impossibles et leur animateur a trouvé un emploi à l'autre bout du
  pays. Le club du {jour} cherche une relève.
- Les ordinateurs sont là, offerts par une entreprise. Reste à montrer aux enfants qu'on peut en faire autre
  chose que regarder des vidéos.
- Les filles de l'atelier veulent construire une station météo, et nous aussi. Nous cherchons une tête et
  deux mains.
tasks
- Choisir une expérience par séance
- Préparer le petit matériel
- Laisser les enfants essayer, se tromper, recommencer
- Organiser la présentation aux parents en fin de trimestre
welcomes
- {ref} vous montre l'armoire aux merveilles et vous laisse une séance pour observer.
- Le premier jour, ce sont les enfants qui vous expliquent où ils en sont.
support
- Un budget de matériel et des fiches toutes prêtes vous attendent, un second adulte est toujours présent.
thanks
- Une visite annuelle d'observatoire ou de laboratoire, en car, avec le club.
"""
)
