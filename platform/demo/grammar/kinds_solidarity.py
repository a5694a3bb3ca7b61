"""Missions of practical solidarity: a roof, clothes, a lift, a hand in hard times."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# emergency-shelter
causes: housing solidarity emergency
skills: reception listening
publics: homeless-people
rhythm: weekly fri 19:00-22:30, sun 18:30-22:00, tue 19:00-22:30
months: 11 12 1 2 3
capacity: 2-4
min_age: 18
venues: l'abri de nuit / le gymnase ouvert pour l'hiver / la maison d'accueil
love: les soirées calmes où l'on joue aux cartes avec des inconnus
titles
- Accueillir le soir à l'abri de nuit
- Une soirée d'hiver auprès de ceux qui n'ont pas de toit
- Ouvrir l'abri le {jourmoment}
- Renforcer l'équipe du soir de l'accueil d'hiver
needs
- L'abri compte [dix-huit|vingt-deux] lits et ouvre dès que le thermomètre descend. Deux salariés y veillent
  la nuit ; le soir, ils ont besoin de renfort pour que l'accueil reste humain.
- Entre l'ouverture des portes et l'extinction des feux, tout se joue : la place pour le chien, la douche,
  la parole qui apaise. Nous cherchons des bénévoles réguliers, une soirée par mois au moins.
- Le plan grand froid nous permet d'accueillir six personnes de plus. Il ne nous donne pas les bénévoles
  pour leur servir un repas.
tasks
- Ouvrir la porte et inscrire les arrivants avec le salarié
- Servir un repas chaud et le partager
- Distribuer draps, serviettes et nécessaires de toilette
- Proposer une partie de cartes ou simplement s'asseoir
- Passer le relais à l'équipe de nuit
welcomes
- Une visite de l'abri en journée, vide, puis une première soirée où vous n'avez qu'à regarder.
- {ref} vous reçoit une heure, parle franchement de ce qui est difficile et vous laisse réfléchir.
support
- Jamais seul : deux professionnels sont présents, et un temps de parole suit chaque soirée.
thanks
- Une formation à l'écoute et à la gestion des tensions est offerte dès la troisième soirée.

# street-outreach
causes: solidarity social-ties emergency
skills: listening first-aid
publics: homeless-people
rhythm: weekly thu 19:30-22:30, mon 19:30-22:30, sat 19:00-22:00
months: 10 11 12 1 2 3
capacity: 2-4
min_age: 18
setting: road
venues: le local de la maraude / le parvis de la gare
love: aller à la rencontre des gens sans rien leur demander
titles
- Marcher avec la maraude du {jour} soir
- Une maraude par quinzaine, thermos à l'épaule
- Aller vers les personnes à la rue {à lieu}
- Rejoindre l'équipe de rue du {jour}
needs
- Une boisson chaude ouvre la conversation, la régularité fait le reste. Pour que les mêmes visages
  reviennent chaque {jour}, notre équipe doit passer de six à dix.
- Nous savons où dorment ceux qui n'appellent jamais le numéro d'urgence. Il nous manque des marcheurs pour
  passer les voir toutes les semaines, et plus seulement quand il gèle.
- Les demandes ont changé : plus de jeunes, plus de femmes, quelques familles dans des voitures. Une équipe
  mixte et posée nous aiderait à bien les aborder.
tasks
- Remplir les thermos et préparer les sacs
- Marcher à trois selon un parcours convenu
- Écouter, sans promettre ce qui ne dépend pas de nous
- Orienter vers l'abri ou le relais santé
- Noter les rencontres, sans nom de famille
welcomes
- Votre première maraude se fait en observateur, entre deux habitués.
- {ref} vous prête une veste chaude et vous explique les règles en marchant.
support
- Un débriefing d'un quart d'heure termine chaque tournée ; une psychologue anime une soirée par trimestre.
thanks
- Chaque maraudeur suit, aux frais de l'association, le brevet de premiers secours.

# solidarity-driving
causes: social-ties elderly health-disability
skills: driving listening
publics: elderly disabled-people isolated-people
rhythm: free
capacity: 2-6
min_age: 21
setting: road
venues: le bureau du transport solidaire / la permanence {de mairie}
love: conduire sur les petites routes en bavardant
titles
- Conduire des voisins chez le médecin
- Devenir chauffeur ou chauffeuse solidaire autour {de lieu}
- Quelques trajets par mois, votre voiture, leur rendez-vous
- Emmener Madame Rose chez le kiné : le transport solidaire
needs
- Le bus passe [deux|trois] fois par jour et s'arrête loin des maisons. Sans voiture, une prise de sang
  devient une expédition ; nos chauffeurs conduisent, attendent et ramènent.
- Nous refusons une demande sur cinq, faute de conducteurs libres en semaine. Une matinée de temps en temps
  suffirait à changer ce chiffre.
- Dialyse, coiffeur, cimetière, banque : on nous appelle pour tout ce qui fait la vie. Plus nous serons de
  volants, moins chacun roulera.
tasks
- Recevoir les demandes par téléphone et dire oui ou non
- Conduire avec votre véhicule et attendre sur place
- Aider à monter, à porter un sac, à trouver le bon couloir
- Remplir un carnet de route
- Rester discret sur ce qui se dit en chemin
welcomes
- {ref} vérifie avec vous permis, assurance et contrôle technique, puis vous propose un premier trajet
  court.
- Une rencontre avec l'équipe, une carte des bons raccourcis, et votre nom entre dans le planning quand vous
  le voulez.
support
- L'assurance de l'association complète la vôtre, et la coordinatrice organise tous les rendez-vous à votre
  place.
thanks
- Chaque kilomètre est remboursé à la fin du mois, et les histoires entendues en route sont gratuites.

# clothes-shop
causes: solidarity circular-economy
skills: sales sewing reception
publics: low-income everyone
rhythm: weekly wed 13:30-17:00, sat 09:30-12:30, thu 13:30-17:00
venues: la vestiboutique / la boutique de seconde main
love: les vêtements qui ont déjà une histoire
titles
- Tenir la boutique de vêtements du {jour}
- Trier, plier, vendre à petit prix {à lieu}
- Donner une seconde vie aux manteaux
- Faire vivre la vestiboutique, un {jourmoment} par semaine
needs
- Les sacs s'empilent dans l'arrière-boutique : manteaux et bottes d'enfant partent vite, encore faut-il les
  trier. Un {moment} par semaine de votre part, et le rayon d'hiver sera prêt.
- On vient chez nous pour un anorak, pour une robe de mariée, pour se tenir au chaud. La vente fait vivre
  l'association et nous manquons de monde en boutique.
- Une bonne vitrine change tout, et aucun de nous n'a l'œil. Si vous aimez présenter, assortir, repasser, la
  place est libre.
tasks
- Trier les dons et écarter ce qui ne peut servir
- Repasser, étiqueter, mettre sur cintre
- Conseiller les clients sans les suivre
- Composer la vitrine de la quinzaine
- Tenir la caisse et compter en fin de journée
welcomes
- Le tri s'apprend en une heure, à côté {de ref}, qui connaît chaque recoin de la réserve.
- Vous choisissez votre poste : le tri si vous aimez le calme, la boutique si vous aimez le monde.
support
- Les cas délicats (bons {de ccas}, demandes urgentes) sont pour la responsable, toujours sur place.
thanks
- Un article de la boutique vous est offert à chaque changement de saison.

# flood-response
causes: emergency solidarity
skills: logistics handiwork first-aid
publics: everyone families
rhythm: free
capacity: 10-30
min_age: 18
reach: network
setting: outdoor
venues: le dépôt communal / le hangar des services techniques
love: retrousser mes manches quand il le faut vraiment
titles
- S'inscrire dans la réserve de bras en cas d'inondation
- Être prêt quand l'eau monte : l'équipe d'entraide {de lieu}
- Aider à vider les caves et à remettre les maisons en état
- Prêter main-forte après une crue
needs
- La dernière crue a mis [trente|quarante-cinq] maisons hors d'usage en une nuit. Une liste de volontaires,
  formés et joignables, aurait fait gagner deux jours ; nous la constituons maintenant, au sec.
- Pompes, raclettes et gants sont stockés au dépôt. Il nous manque la liste de ceux qui viendront les
  prendre lorsque {maire} donnera l'alerte.
- Après l'eau vient la boue, puis les papiers d'assurance. Nous cherchons des bras, mais aussi des personnes
  calmes qui sachent écouter et écrire.
tasks
- Répondre à l'appel par message selon vos disponibilités
- Vider, racler, rincer, par équipes de quatre
- Tenir le point de distribution d'eau et de matériel
- Photographier et noter les dégâts avec les habitants
- Participer à un exercice par an
welcomes
- Une soirée d'information avec les pompiers ouvre chaque inscription.
- {ref} enregistre vos compétences, votre secteur et la taille de vos bottes, et vous présente votre chef
  d'équipe.
support
- Les équipes sont encadrées par les services de la commune ; équipement et vaccination contre le tétanos
  sont vérifiés.
thanks
- L'exercice annuel se termine par un barbecue avec les pompiers, et chaque intervention est inscrite à
  votre carnet.

# equipment-lending
causes: circular-economy solidarity citizenship
skills: logistics administration handiwork
publics: associations
rhythm: weekly thu 17:00-19:00, tue 17:00-19:00, fri 16:30-18:30
capacity: 1-2
venues: la réserve de matériel / le hangar communal
love: le matériel bien rangé et qui sert à tous
titles
- Gérer le prêt de tonnelles et de tables entre associations
- Gardien ou gardienne du matériel commun
- Tenir la réserve le {jourmoment}
- Vérifier, prêter, réparer : le matériel partagé {de lieu}
needs
- Onze associations se partagent six tonnelles, une sono et cent vingt chaises. Pour que tout revienne
  propre et à l'heure, il nous faut une personne au comptoir le {jour}.
- La réserve est un trésor mal rangé. Un inventaire, des étiquettes, un planning : avec vous, ce serait
  l'affaire de l'hiver.
- Les emprunts ont doublé cette année, les pannes aussi. Nous cherchons quelqu'un de soigneux qui aime
  remettre les choses d'aplomb.
tasks
- Préparer les sorties et contrôler les retours
- Tenir le calendrier des prêts
- Réparer une fermeture, changer une ampoule
- Compter le matériel chaque trimestre
- Rappeler gentiment les retardataires
welcomes
- {ref} vous fait visiter la réserve et vous confie le trousseau, une clé après l'autre.
- Le premier soir, on prépare ensemble une commande, du bon de prêt au chargement.
support
- Le règlement du prêt tient sur une page ; en cas de casse, c'est le bureau qui tranche.
thanks
- Vous empruntez le matériel gratuitement pour vos fêtes de famille.

# energy-visits
causes: housing environment solidarity
skills: listening electricity handiwork
publics: low-income families elderly
rhythm: free
months: 10 11 12 1 2 3
capacity: 2-5
min_age: 18
setting: home
venues: la permanence énergie / le guichet du logement
love: les économies simples, celles qui réchauffent une maison
titles
- Visiter des logements pour alléger la facture d'énergie
- Calfeutrer, régler, expliquer : visites énergie d'hiver
- Ambassadeur ou ambassadrice des maisons chaudes {à lieu}
- Poser des joints et lire des factures, chez l'habitant
needs
- Un joint de fenêtre, une ampoule, un thermostat bien réglé : nos visites font gagner près de [cent
  cinquante|deux cents] euros par an. Quinze familles attendent leur tour cet hiver.
- Certaines personnes ne chauffent plus qu'une pièce. Nous passons chez elles à deux, avec une mallette et
  du temps, pour chercher ce qui peut être amélioré tout de suite.
- Les factures sont devenues illisibles et les compteurs bavards. Si vous aimez comprendre et expliquer,
  vous serez précieux.
tasks
- Visiter un logement en binôme, sur rendez-vous
- Relever les compteurs et mesurer l'humidité
- Poser joints, mousseurs et ampoules
- Expliquer une facture ligne à ligne
- Signaler les logements dangereux à la permanence
welcomes
- Une journée de formation, mallette en main, puis deux visites derrière {ref}.
- Le conseiller énergie de la commune vous reçoit et répond à tout, même aux questions bêtes.
support
- Le rapport de visite est relu par un professionnel, qui prend la suite quand des travaux s'imposent.
thanks
- Vous gardez la mallette de mesure un week-end pour faire le diagnostic de votre propre maison.

# christmas-table
causes: social-ties elderly solidarity
skills: event-organisation cooking reception
publics: isolated-people elderly families
rhythm: dated thu 10:00-16:00, thu 16:00-22:00, fri 10:30-16:00
months: 12
capacity: 4-10
venues: la salle des fêtes / {salle}
love: les tables de fête où il y a toujours une chaise de plus
titles
- Noël ensemble : préparer la fête de ceux qui seraient seuls
- Mettre la table et le cœur à l'ouvrage, le {date}
- Chercher, servir, raccompagner : un réveillon partagé {à lieu}
- Décorer la salle et accueillir les invités de Noël
needs
- [Quarante|Soixante] convives sont attendus, le plus jeune a quatre ans, la doyenne en aura bientôt cent.
  Il nous faut des mains en cuisine, des voix pour chanter et des voitures pour le retour.
- On ne demande à personne pourquoi il est seul ce jour-là. On lui garde une place au chaud, et pour cela
  nous cherchons une dizaine de lutins.
- Le traiteur offre les bûches et l'école les guirlandes. Manquent encore un accordéon, trois chauffeurs et
  quelqu'un qui sache plier des serviettes en étoile.
tasks
- Décorer la salle et dresser les tables
- Aller chercher les invités qui ne conduisent pas
- Servir le repas et s'asseoir avec les convives
- Animer une chanson, un jeu, un tour de magie
- Ranger en musique
welcomes
- Une répétition générale a lieu l'avant-veille : chacun y choisit sa place, et {ref} note tout.
- Dites-nous votre heure d'arrivée et ce que vous aimez faire ; le reste est une affaire de bonne humeur.
support
- La liste des invités, de leurs régimes et de leurs trajets est tenue par la coordination, vous ne cherchez
  rien.
thanks
- Les bénévoles mangent avec les invités, et les enfants de bénévoles sont les bienvenus.

# solidarity-removals
causes: housing solidarity
skills: driving handiwork logistics
publics: low-income families migrants
rhythm: dated sat 08:30-13:00, sat 13:00-17:00
capacity: 3-6
min_age: 18
setting: road
venues: le garage de l'association / le dépôt de meubles
love: les déménagements bien menés, avec la pizza à la fin
titles
- Déménager une famille le {date}
- Porter des meubles et monter des lits, un samedi
- Équipe déménagement : on a besoin de bras {à lieu}
- Installer un logement en une journée
needs
- Une maman et ses trois enfants quittent enfin leur logement de transit. Pour que les lits soient montés le
  soir même, nous devons être six.
- Un déménageur coûte plus d'un mois de loyer. Nos équipes du samedi le remplacent, avec une camionnette
  fatiguée et beaucoup d'entrain.
- Les meubles donnés attendent au dépôt, l'appartement est au troisième sans ascenseur. Vous voyez le
  tableau.
tasks
- Charger la camionnette avec méthode
- Porter à deux, jamais en force
- Démonter et remonter lits et armoires
- Brancher, accrocher, balayer
- Partager le casse-croûte avec la famille
welcomes
- Gants et sangles sont fournis ; {ref} répartit les rôles selon les dos de chacun.
- On se présente tous à la famille avant de toucher au moindre carton.
support
- <Un chef d'équipe rodé|Une cheffe d'équipe rodée> aux escaliers mène la manœuvre, et l'assurance couvre la
  casse comme les chevilles.
thanks
- La pizza de midi, et une invitation à la crémaillère : elle arrive presque toujours.
"""
)
