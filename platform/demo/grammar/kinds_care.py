"""Missions of presence and care: elderly people, patients, families under strain."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# home-visits
causes: elderly social-ties
skills: listening
publics: elderly isolated-people
rhythm: free
capacity: 2-8
setting: home
venues: le bureau de l'association / la permanence {de ccas}
love: les après-midi à écouter une vie se raconter
titles
- Rendre visite à une personne âgée près de chez vous
- Une heure par semaine avec une voisine de grand âge
- Jouer aux cartes, lire le journal, tenir compagnie {à lieu}
- Devenir un visiteur ou une visiteuse de quartier
needs
- [Dix-sept|Vingt-trois] personnes nous ont dit, cet automne, que les dimanches étaient trop longs. Nous
  cherchons autant de visiteurs, pour une heure par semaine, toujours chez la même personne.
- Elle a tenu le café de la gare pendant trente ans et sait tout sur tout le monde. Il lui manque quelqu'un
  à qui le raconter, et elle n'est pas la seule {à lieu}.
- Les enfants habitent loin, les amis ne conduisent plus. Une visite régulière, sans programme, suffit
  souvent à remettre du mouvement dans la semaine.
tasks
- Passer à jour fixe, ou prévenir
- Bavarder, jouer, sortir faire quelques pas
- Lire le courrier ou le journal à voix haute
- Alerter l'association si quelque chose vous inquiète
- Fêter les anniversaires
welcomes
- {ref} vous reçoit, vous écoute aussi, et cherche avec vous la personne avec qui cela ira bien.
- La première visite se fait à trois ; les suivantes quand chacun a dit oui.
support
- Un café des visiteurs réunit tout le monde chaque mois, et une psychologue y passe de temps en temps.
thanks
- Des souvenirs, des recettes, quelquefois un coup de main au jardin en retour.

# care-home-afternoons
causes: elderly culture social-ties
skills: facilitation music crafts
publics: elderly
rhythm: weekly wed 14:00-16:30, thu 14:00-16:30, sat 14:00-16:30
capacity: 1-4
min_age: 15
venues: le salon {de ehpad} / la salle d'animation {de ehpad}
love: les rires qui partent d'une vieille chanson
titles
- Animer le {jourmoment} {à ehpad}
- Chanter, bricoler, jardiner avec les résidents
- Un goûter dansant par mois {à ehpad}
- Accompagner les résidents pendant les ateliers du {jour}
needs
- L'animatrice est seule pour soixante résidents. Avec un bénévole à chaque table, la partie de loto devient
  une vraie fête et personne n'est oublié au fond du salon.
- Le piano est accordé et plus personne n'en joue. Musicien, bricoleur ou simplement bavard, vous avez votre
  place le {jour}.
- Les résidents ont envie de fabriquer les décorations d'hiver eux-mêmes. Il faudrait quelques mains jeunes
  pour enfiler les aiguilles.
tasks
- Aller chercher les résidents dans leur chambre
- Seconder l'animatrice pendant l'atelier
- Servir le goûter
- Pousser un fauteuil jusqu'au jardin quand il fait doux
- Proposer un jeu, une chanson, un savoir-faire
welcomes
- {ref} vous présente aux résidents un par un : ici, les prénoms comptent.
- Vous visitez la maison avec l'animatrice et vous repartez avec le programme du mois.
support
- L'équipe soignante vous explique les gestes utiles (freiner un fauteuil, servir à boire) et reste toujours
  à côté.
thanks
- Le café et la tarte du {jour}, et la fête des bénévoles au printemps.

# friendly-calls
causes: elderly social-ties
skills: listening
publics: isolated-people elderly
rhythm: free
remote: full
capacity: 3-8
min_age: 18
setting: remote
reach: network
venues: le bureau de l'association
love: la conversation, même par téléphone
titles
- Téléphoner chaque semaine à une personne seule
- Un quart d'heure de conversation, de chez vous
- Prendre des nouvelles par téléphone, surtout en hiver
- La chaîne des bonjours : appeler cinq personnes le matin
needs
- Pendant les grands froids, notre chaîne téléphonique vérifie chaque matin que tout va bien chez
  [quarante|cinquante] personnes. Elle a besoin d'un maillon de plus.
- Une voix connue, à heure fixe, qui ne vend rien : voilà tout ce que l'on nous demande. Vous pouvez le
  faire de votre canapé.
- Depuis la fermeture du dernier commerce, certains ne parlent à personne pendant trois jours. Un appel ne
  remplace pas l'épicière, mais il aide à l'attendre.
tasks
- Appeler à l'heure convenue
- Écouter plus que parler
- Noter en deux lignes ce qui a changé
- Prévenir la coordination si personne ne répond
- Souhaiter les anniversaires
welcomes
- {ref} vous appelle d'abord vous-même, pour faire connaissance par le même chemin.
- Une réunion en visio d'une heure, le carnet des bonnes questions, et la première personne à appeler vous
  est présentée.
support
- Un numéro masqué est fourni ; la coordination est joignable aux mêmes heures que vous.
thanks
- Deux fois par an, un déjeuner permet de mettre des visages sur les voix.

# listening-line
causes: health-disability solidarity
skills: listening
publics: isolated-people everyone
rhythm: weekly mon 18:00-22:00, wed 18:00-22:00, sun 14:00-18:00
capacity: 2-6
min_age: 21
remote: possible
venues: le poste d'écoute
love: le silence qui aide les autres à parler
titles
- Écouter, une soirée par quinzaine, au bout du fil
- Devenir écoutant ou écoutante bénévole
- Tenir la ligne d'écoute du {jourmoment}
- Être là quand quelqu'un décroche enfin son téléphone
needs
- Un appel sur trois reste sans réponse entre {heure} et minuit, faute d'écoutants. La formation commence en
  janvier et il reste quelques places.
- On n'y donne pas de conseils, on n'y connaît pas les noms. On écoute, et cela demande d'être solide, formé
  et bien entouré.
- Les fêtes de fin d'année sont la période où la ligne sonne le plus. Nous préparons dès maintenant l'équipe
  du prochain hiver.
tasks
- Suivre les quarante heures de formation
- Assurer une permanence de quatre heures par quinzaine
- Écouter sans juger ni conseiller
- Remplir une fiche anonyme
- Participer au groupe de parole mensuel
welcomes
- Deux entretiens, l'un avec {ref}, l'autre avec une psychologue : on se choisit mutuellement.
- Une soirée de découverte, sans engagement, permet d'entendre d'anciens écoutants.
support
- La supervision mensuelle est obligatoire, bienveillante et animée par une psychologue extérieure.
thanks
- Une formation sérieuse à l'écoute active, certifiée, qui sert toute la vie.

# hospital-stories
causes: health-disability youth-education culture
skills: theatre music childcare
publics: children patients
rhythm: weekly wed 14:00-17:00, sat 14:00-17:00
capacity: 1-3
min_age: 18
venues: le service de pédiatrie / la salle de jeux de l'hôpital
love: faire rire sans faire de bruit
titles
- Seconder les clowns en pédiatrie le {jour}
- Préparer l'entrée des clowns et distraire les petits patients
- Rire à l'hôpital : accompagner un duo de clowns
- Jouer et conter auprès des enfants hospitalisés
needs
- Nos deux clowns sont des professionnels ; leurs accompagnateurs, des bénévoles. Ce sont eux qui frappent
  aux portes, parlent aux parents et repèrent l'enfant qui n'ose pas.
- Le {jourmoment}, les couloirs sont longs et les visites rares. Une histoire, un tour de passe-passe, et la
  perfusion se fait oublier.
- Le chariot de jeux dort dans un placard quand personne n'est là pour le pousser. Nous cherchons des
  personnes douces, à l'aise avec les enfants et avec le silence.
tasks
- Prendre les consignes auprès des infirmières
- Annoncer les clowns de chambre en chambre
- Jouer ou lire avec un enfant pendant un soin
- Laisser un moment de répit aux parents
- Désinfecter les jeux après chaque visite
welcomes
- Vous rencontrez l'équipe soignante et suivez une demi-journée d'initiation aux règles d'hygiène.
- {ref} fait avec vous les trois premières visites, puis vous formez un duo.
support
- Une psychologue de l'hôpital reçoit les bénévoles chaque mois, et à la demande.
thanks
- Deux ateliers de jeu clownesque par an, offerts par la troupe.

# palliative-presence
causes: health-disability social-ties
skills: listening caregiving
publics: patients families
rhythm: weekly tue 14:00-17:00, fri 14:00-17:00
capacity: 1-3
min_age: 23
venues: l'unité de soins palliatifs / la maison de répit
love: les conversations essentielles, celles que l'on repousse
titles
- Offrir une présence en soins palliatifs
- Être là, simplement, une fois par semaine
- Accompagner des personnes en fin de vie et leurs proches
- Une main, une écoute : bénévole en soins palliatifs
needs
- Les soignants soignent, les familles s'épuisent, et il reste des heures où quelqu'un aimerait ne pas être
  seul. L'équipe bénévole cherche deux personnes posées.
- Nous ne faisons presque rien : nous sommes là. C'est rare, cela s'apprend, et l'équipe du {jour} a besoin
  de relève.
- Un proche qui ose sortir une heure prendre l'air, voilà à quoi sert notre présence. Trois chambres sur
  huit n'ont pas de visite régulière.
tasks
- Saluer l'équipe et écouter ses consignes
- Proposer une présence, respecter un refus
- Écouter la personne malade ou ses proches
- Lire, mettre une musique, tenir une main
- Prendre part au groupe de parole
welcomes
- {ref} vous rencontre longuement avant toute décision, et vous pouvez dire non sans vous expliquer.
- Vous suivez d'abord la formation initiale, six samedis répartis sur l'hiver.
support
- Un groupe de parole mensuel, animé par une psychologue, est la condition de l'engagement.
thanks
- Une équipe soudée, des lectures, une journée de ressourcement chaque année en forêt.

# blood-drive
causes: health-disability citizenship
skills: reception event-organisation
publics: everyone patients
rhythm: dated tue 15:00-19:30, thu 15:00-19:30, wed 14:30-19:00
capacity: 2-5
min_age: 16
venues: la salle des fêtes / {salle}
love: la convivialité d'une collation de don du sang
titles
- Accueillir les donneurs de sang le {date}
- Collation et sourires à la collecte de sang
- Tenir la table des donneurs {à lieu}
- Installer la collecte de sang et chouchouter les donneurs
needs
- Les stocks baissent chaque année en décembre, quand les agendas se remplissent. Une collation soignée fait
  revenir les donneurs : nous cherchons des hôtes.
- [Quatre-vingts|Cent dix] donneurs sont attendus en une fin d'après-midi. Il faut de l'ordre à l'entrée,
  des tartines à la sortie et de bonnes humeurs entre les deux.
- Le comité local a fêté ses cinquante ans et ses membres aussi, il y a longtemps. Un peu de sang neuf, si
  l'on ose dire, serait le bienvenu.
tasks
- Installer les tables et flécher le parcours
- Accueillir et orienter les donneurs
- Préparer et servir la collation
- Garder un œil sur ceux qui pâlissent
- Afficher la prochaine date
welcomes
- {ref} vous attend une heure avant, avec un tablier et le plan de la salle.
- L'infirmière responsable vous explique en cinq minutes ce qu'il faut surveiller.
support
- L'équipe médicale est sur place du début à la fin.
thanks
- Le pâté, la tarte au sucre et la satisfaction du travail utile.

# respite-care
causes: health-disability elderly social-ties
skills: caregiving listening
publics: disabled-people families elderly
rhythm: weekly sat 14:00-17:30, wed 13:30-17:00
capacity: 2-4
min_age: 18
setting: home
venues: le relais des aidants / la maison des aidants
love: rendre deux heures de liberté à quelqu'un
titles
- Relayer un proche aidant le {jourmoment}
- Offrir trois heures de répit à une famille
- Passer l'après-midi avec une personne handicapée
- Permettre à un aidant de souffler {à lieu}
needs
- Elle n'est pas allée chez le coiffeur depuis Pâques, parce que son mari ne peut rester seul. Trois heures
  par quinzaine suffiraient.
- Les aidants n'appellent qu'au bord de l'épuisement. Nous voudrions leur proposer du répit avant, et pour
  cela il nous faut des volontaires formés.
- Un jeune homme de vingt-deux ans, autiste et passionné de trains, cherche un compagnon de sortie. Ses
  parents, eux, rêvent d'un cinéma.
tasks
- Rencontrer la famille et comprendre les habitudes
- Tenir compagnie, jouer, sortir selon l'envie
- Préparer un goûter
- Noter le déroulement dans le cahier de liaison
- Ne donner aucun soin : c'est le rôle des infirmiers
welcomes
- {ref} organise une première rencontre à domicile et y reste jusqu'au bout.
- On cherche la bonne rencontre avant la bonne date : vous visitez deux familles, puis vous choisissez.
support
- Formation d'une journée, assurance comprise, et une professionnelle joignable pendant toute la durée du
  relais.
thanks
- La reconnaissance des familles ne se chiffre pas ; les tickets de bus et le cinéma, si, et nous les
  payons.
"""
)
