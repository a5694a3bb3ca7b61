"""Missions that repair, sew, lend and reuse."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# repair-cafe
causes: circular-economy social-ties environment
skills: handiwork electricity sewing reception
publics: everyone
rhythm: dated sat 13:30-17:00, sun 13:30-17:00
capacity: 2-6
venues: la salle du foyer / {salle} / la cafétéria {de mediatheque}
love: le petit déclic d'un grille-pain qui repart
titles
- Réparer grille-pain et lampes au repair café du {date}
- Accueillir les visiteurs du café réparation
- Tournevis, fil et tarte aux pommes : le repair café {de lieu}
- Recoudre, ressouder, recoller avec les gens
needs
- Deux objets sur trois repartent en état de marche. Le troisième attend souvent quelqu'un qui s'y connaisse
  en électronique, et nous le cherchons activement.
- La file commence avant l'ouverture, le bricoleur de service ne voit plus le jour. Deux réparateurs de plus
  et chacun pourrait boire son café chaud.
- L'accueil compte autant que la réparation : peser l'objet, écouter son histoire, diriger vers la bonne
  table. Cette place-là est libre.
tasks
- Installer les tables par spécialité
- Diagnostiquer l'objet avec son propriétaire
- Réparer ensemble, jamais à la place
- Peser ce qui est sauvé de la décharge
- Servir le café et les gâteaux
welcomes
- {ref} vous attribue une table, une lampe et un voisin expérimenté.
- Venez d'abord avec un objet en panne : c'est la meilleure visite guidée.
support
- L'outillage est fourni, les pièces sont à la charge du visiteur, et chacun signe une décharge à l'entrée.
thanks
- La table des bénévoles, après fermeture, où l'on répare surtout le monde.

# reuse-centre
causes: circular-economy solidarity employment
skills: carpentry handiwork sales logistics
publics: everyone low-income
rhythm: weekly sat 09:00-12:30, wed 13:30-17:00, fri 13:30-17:00
capacity: 2-5
venues: la ressourcerie / le hangar du réemploi
love: les meubles auxquels plus personne ne croyait
titles
- Trier et valoriser les objets à la ressourcerie
- Remettre des meubles en état le {jourmoment}
- Vendre, chiner, conseiller à la ressourcerie {de lieu}
- Donner un nouveau départ aux objets
needs
- Deux tonnes d'objets arrivent chaque semaine et la moitié mérite mieux que la benne. L'atelier bois
  surtout manque de mains.
- Les grandes ventes d'avant les fêtes financent deux emplois d'insertion. Nous cherchons des vendeurs d'un
  {moment} et des étiqueteurs consciencieux.
- Les vélos, les livres et la vaisselle attendent qu'un amateur s'en occupe. Choisissez votre rayon, il vous
  est confié.
tasks
- Trier, tester, nettoyer
- Poncer, recoller, repeindre
- Fixer un prix juste
- Mettre en scène un coin du magasin
- Aider les clients à charger
welcomes
- Vous suivez le trajet d'une chaise, de la benne à la caisse, avec {ref} pour guide.
- Un casier, un tablier et des chaussures de sécurité à votre pointure vous attendent.
support
- L'encadrant technique montre chaque machine avant que vous n'y touchiez.
thanks
- Un droit de premier regard sur les arrivages, une fois le prix affiché.

# tool-library
causes: circular-economy environment citizenship
skills: mechanics handiwork reception
publics: everyone
rhythm: weekly sat 10:00-12:00, thu 17:30-19:30
capacity: 1-3
venues: l'outilthèque / le garage communal
love: prêter une perceuse plutôt que d'en vendre dix
titles
- Prêter des outils le {jourmoment}
- Outilthèque : tenir le comptoir et vérifier les machines
- Affûter, graisser, prêter
- Faire tourner la bibliothèque d'outils {de lieu}
needs
- Une perceuse sert treize minutes dans toute sa vie ; les nôtres, des centaines d'heures. Il faut quelqu'un
  pour les contrôler au retour.
- Trois cents outils, cent quarante membres, un seul créneau d'ouverture. Avec vous, nous en ouvririons un
  deuxième.
- On nous rend parfois une tondeuse avec la moitié du jardin. Un mécanicien patient nous rendrait grand
  service.
tasks
- Enregistrer les prêts
- Montrer comment on s'en sert sans danger
- Tester et nettoyer au retour
- Affûter les lames, changer les câbles
welcomes
- {ref} vous apprend le logiciel, puis l'armoire, puis le caractère de la scie circulaire.
- Vous faites deux permanences en binôme avant de choisir les vôtres.
support
- Un carnet d'entretien suit chaque machine ; les réparations risquées partent chez un professionnel.
thanks
- L'abonnement vous est offert, remorque comprise.

# sewing-workshop
causes: social-ties circular-economy culture
skills: sewing facilitation
publics: everyone migrants isolated-people
rhythm: weekly tue 13:30-16:30, thu 18:00-20:30, mon 13:30-16:30
capacity: 1-4
min_age: 14
venues: l'atelier de couture / la salle du premier étage
love: les ateliers où les ciseaux n'empêchent pas de parler
titles
- Animer un atelier de couture le {jourmoment}
- Ourlets, fermetures et patience : partager la couture
- Coudre des sacs et des liens {à lieu}
- Transmettre les bases de la machine à coudre
needs
- Huit machines, douze participantes, quatre langues autour de la table. Notre couturière voudrait une
  complice pour suivre les débutantes.
- La troupe de théâtre, l'école et la crèche nous passent commande. Le carnet est plein jusqu'au carnaval,
  l'équipe pas encore.
- Savoir poser un ourlet, c'est garder un pantalon trois ans de plus. Nous cherchons une personne qui aime
  montrer.
tasks
- Préparer les machines et les fils
- Aider chacun sur son ouvrage
- Montrer une technique par séance
- Récupérer et trier les tissus donnés
- Préparer l'exposition de printemps
welcomes
- {ref} vous installe à la table des débutants, avec le thé à la menthe.
- Apportez un ouvrage à vous : c'est en cousant que l'on fait connaissance.
support
- Les machines sont révisées par un réparateur du réseau, et les patrons sont prêts.
thanks
- Les tissus sont gratuits pour vos propres projets.

# bike-workshop
causes: circular-economy environment sport
skills: mechanics teaching
publics: everyone youth low-income
rhythm: weekly sat 14:00-17:00, wed 14:00-17:00, thu 17:30-20:00
capacity: 1-4
venues: l'atelier vélo / le hangar à vélos
love: le cliquetis d'un dérailleur bien réglé
titles
- Réparer des vélos avec leurs propriétaires
- Atelier vélo du {jour} : clé de quinze et cambouis
- Remettre en selle ceux qui n'ont pas de voiture
- Préparer quinze vélos pour l'hiver
needs
- Un vélo à trente euros permet d'accepter un emploi à six kilomètres. Nous en remontons deux par semaine,
  il en faudrait quatre.
- La saison froide est celle des freins, des lampes et des garde-boue. L'atelier du {jour} cherche un
  mécanicien, diplômé ou autodidacte.
- Les ados viennent pour un pneu, restent pour apprendre. Il manque un adulte qui laisse faire et qui sache
  rattraper.
tasks
- Guider sans prendre l'outil des mains
- Démonter les vélos hors d'usage pour les pièces
- Remettre en état les vélos donnés
- Contrôler l'éclairage à la sortie
welcomes
- Premier exercice avec {ref} : démonter votre propre roue.
- On vous prête un bleu, on vous montre le mur d'outils, et chaque outil y a son ombre.
support
- Des soirées mécaniques entre bénévoles ont lieu le premier lundi du mois.
thanks
- Les pièces d'occasion sont pour vous à prix coûtant, les conseils à vie.

# knitting-circle
causes: social-ties solidarity elderly
skills: crafts sewing
publics: elderly isolated-people everyone
rhythm: weekly mon 14:00-16:30, fri 14:00-16:30
months: 10 11 12 1 2 3
capacity: 3-8
min_age: 12
remote: possible
venues: le salon de thé solidaire / la petite salle du foyer
love: le bruit des aiguilles
titles
- Tricoter des bonnets pour la maternité
- Mailles et papotage le {jourmoment}
- Écharpes pour la maraude : à vos aiguilles
- Animer le cercle de tricot {de lieu}
needs
- La maternité nous demande quarante bonnets de naissance par mois. À douze tricoteuses, nous en faisons
  trente, et l'arthrose gagne du terrain.
- On nous a donné un carton de laine haut comme un buffet. Il se transformera en écharpes si quelques mains
  nous rejoignent cet hiver.
- Ce cercle a commencé à trois, par ennui. Il réunit désormais des lycéens et des arrière-grands-mères, et
  manque de quelqu'un pour aider les débutants.
tasks
- Montrer les points de base
- Trier la laine et rouler les pelotes
- Assembler, laver, emballer
- Livrer à la maternité ou à l'équipe de rue
welcomes
- Une chaise, des aiguilles prêtées et la question rituelle {de ref} : anglaise ou continentale ?
- Vous pouvez aussi tricoter chez vous et passer quand le panier est plein.
support
- Les modèles sont imprimés en gros caractères, les erreurs se détricotent ensemble.
thanks
- Les photos des premiers porteurs, yeux fermés.
"""
)
