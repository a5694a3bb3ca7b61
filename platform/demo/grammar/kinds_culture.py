"""Missions of culture, festivities and heritage."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# festival-weekend
causes: culture citizenship
skills: event-organisation logistics reception
publics: everyone
rhythm: dated fri 17:00-23:00, sat 10:00-16:00, sat 16:00-23:30, sun 10:00-17:00
months: 5 6 7 8 9
capacity: 6-20
reach: network
setting: outdoor
venues: le pré du festival / le parc du château / la grande place
love: l'avant-concert, quand tout est encore possible
titles
- Un week-end de festival côté coulisses
- Bar, billets ou bottes : choisir son poste au festival
- Monter, accueillir, démonter : l'équipe du festival {de lieu}
- Rejoindre les quatre-vingts bénévoles du festival
needs
- Onze concerts, trois jours, un budget de troupe ambulante : sans bénévoles, il n'y a pas de première note.
  Les équipes se forment dès l'hiver.
- La scène vient d'un voisin, les toilettes sèches d'un autre, les bras de partout. Nous cherchons des
  personnes pour un seul créneau ou pour tout le week-end.
- L'accueil des personnes à mobilité réduite sera notre grand chantier cette année. Une équipe entière lui
  est consacrée, à construire avec vous.
tasks
- Monter la scène et les tentes
- Tenir le bar ou la billetterie
- Accueillir les artistes
- Guider le public et répondre aux questions
- Trier les déchets et démonter
welcomes
- Un apéro des équipes en avril, un plan de postes en mai, un T-shirt en juin.
- {ref} vous place selon trois critères : vos envies, vos horaires et votre résistance aux décibels.
support
- Chaque équipe a son chef, sa radio et sa pause, inscrite au planning.
thanks
- L'entrée des trois jours, les repas et le concert des bénévoles, réservé à l'équipe.

# village-fete
causes: social-ties culture citizenship
skills: event-organisation logistics cooking
publics: everyone families
rhythm: dated sat 14:00-19:00, sat 19:00-23:30, sun 08:00-12:00
months: 11 12 6 7 8
capacity: 5-15
min_age: 15
venues: la place du village / {salle}
love: les tablées où l'on finit par danser
titles
- Tenir le chalet de vin chaud le {date}
- Monter, servir, ranger : la fête {de lieu}
- Marché d'hiver : tenir un stand ou guider les voitures
- Mettre les mains à la pâte (à crêpes) pour la fête
needs
- Vingt-deux artisans, un chœur d'enfants et, si le ciel s'en mêle, un peu de neige. Il nous faut une équipe
  pour le montage et une autre pour le service.
- La fête rapporte de quoi payer la sortie scolaire et chauffer la salle. Tenir un stand deux heures, c'est
  déjà beaucoup.
- Le comité a rajeuni, le matériel non. Nous cherchons des électriciens du dimanche et des crêpiers
  confirmés.
tasks
- Monter les chalets et dérouler les guirlandes
- Tenir un stand par roulement
- Servir boissons et crêpes
- Guider les voitures vers les prés
- Démonter le lendemain, avec le reste de soupe
welcomes
- {ref} tient le tableau des postes au café du coin, on s'y inscrit en parlant.
- Les nouveaux commencent par le chalet des crêpes : on y rencontre toute la commune.
support
- Le président d'honneur connaît l'emplacement de chaque fusible depuis 1987.
thanks
- Le souper des bénévoles, en février, avec les photos.

# event-photography
causes: culture citizenship
skills: photography video communication
publics: everyone associations
rhythm: dated sat 14:00-19:00, sun 10:00-16:00, fri 18:00-22:00
capacity: 1-2
venues: {salle} / la grande place / le foyer culturel
love: les visages des gens quand ils ne posent pas
titles
- Photographier notre fête du {date}
- Être l'œil de l'association pendant une journée
- Portraits et ambiances : un reportage bénévole
- Raconter un événement en vingt images
needs
- De nos dix dernières années, il reste trois photos floues et un souvenir chacun. Nous aimerions une vraie
  série, pour le site et pour l'album.
- Le journal local publie volontiers, à condition de recevoir une image correcte. Personne chez nous n'ose
  lever l'appareil.
- Le rapport d'activité de janvier est plein de chiffres et vide de visages. Une demi-journée de reportage
  nous sauverait.
tasks
- Préparer avec nous la liste des moments importants
- Photographier, avec l'accord des personnes
- Trier et retoucher une trentaine d'images
- Remettre les fichiers et les légendes
welcomes
- {ref} vous accompagne toute la journée et présente chacun avant le premier déclic.
- Un repérage a lieu la veille, à l'heure de la bonne lumière.
support
- Les autorisations d'image sont prêtes, les enfants concernés portent un foulard bleu.
thanks
- Vos images sont signées, exposées à la bibliothèque, et restent les vôtres.

# heritage-guide
causes: heritage culture
skills: guiding writing
publics: everyone
rhythm: weekly sun 14:00-17:00, sat 14:00-17:00
capacity: 1-4
venues: le musée / la maison du patrimoine / l'ancienne forge
love: les détails que personne ne regarde
titles
- Guider une visite le {jourmoment}
- Passeur d'histoires au musée {de lieu}
- Ouvrir et raconter un lieu que l'on croit connaître
- Accueillir les visiteurs de la maison du patrimoine
needs
- Sans bénévoles, le lieu resterait fermé tout le week-end. Nos trois guides se relaient depuis six ans et
  aimeraient quelquefois être visiteurs.
- Une nouvelle salle raconte les métiers d'hiver : bûcherons, sabotiers, dentellières. Il lui manque une
  voix.
- Les groupes scolaires reviennent, et avec eux des questions auxquelles on n'avait jamais pensé. Nous
  formons une équipe pour les recevoir.
tasks
- Ouvrir, allumer, accueillir
- Mener une visite d'une heure
- Adapter le récit à l'âge des visiteurs
- Tenir la petite boutique
- Recueillir des souvenirs pour les archives
welcomes
- Trois visites dans les pas {de ref}, une quatrième où c'est vous qui parlez.
- On vous remet un dossier, une clé et une anecdote que vous ne devez révéler qu'aux enfants.
support
- Un historien local relit les textes et anime deux soirées de formation.
thanks
- L'entrée gratuite dans les musées du réseau, et une excursion annuelle.

# chapel-restoration
causes: heritage
skills: handiwork painting carpentry
publics: everyone
rhythm: dated sat 09:00-12:30, sat 13:30-17:00
months: 3 4 5 6 9 10
capacity: 3-8
setting: outdoor
venues: le lavoir / la chapelle Saint-Roch / le vieux pont
love: la chaux, la pierre et les gestes lents
titles
- Restaurer le lavoir, une pierre après l'autre
- Chantier patrimoine le {date}
- Rejointoyer, brosser, repeindre : sauver la petite chapelle
- Apprendre la chaux sur un vieux mur {de lieu}
needs
- Le toit est sauvé, les murs attendent. L'artisan maçon nous donne quatre samedis à condition que nous
  soyons huit.
- On y lavait encore le linge en 1962, et depuis la mousse a gagné. Les habitants ont réuni l'argent des
  matériaux ; il manque les mains.
- Quatre bancs, une cloche, une statue sans nez : c'est peu, et c'est à nous. Le chantier reprend au
  printemps, la préparation commence maintenant.
tasks
- Brosser les pierres, gratter les joints
- Gâcher et poser le mortier de chaux
- Poncer et huiler les boiseries
- Trier les tuiles récupérables
- Tenir le journal du chantier
welcomes
- {ref} raconte le lieu, l'artisan montre le geste, et l'on essaie sur un mur témoin.
- Lunettes, gants et genouillères sont fournis, modestie et casse-croûte à apporter.
support
- L'artisan dirige le chantier du début à la fin, l'architecte de la commune passe une fois par mois.
thanks
- Un vrai stage de maçonnerie, et l'inauguration en fanfare.

# archives-digitising
causes: heritage culture digital-inclusion
skills: it-support writing photography
publics: everyone
rhythm: weekly tue 09:30-12:00, thu 13:30-16:30
capacity: 1-4
remote: possible
reach: network
venues: la salle des archives / le local du cercle d'histoire
love: les lettres retrouvées au fond d'une boîte
titles
- Numériser les archives {de lieu}
- Déchiffrer et indexer de vieilles cartes postales
- Sauver trois mille photographies de l'oubli
- Mémoire {de lieu} : scanner, légender, classer
needs
- Trois mille clichés sur verre dorment dans des caisses de bière. Le scanner est acheté ; il nous manque
  des mains sûres, une matinée par semaine.
- Les témoins qui pouvaient nommer ces visages s'en vont un à un. Nous voulons légender les photos avec eux
  cet hiver.
- Les registres de l'ancienne école sont numérisés et restent à transcrire. Cela peut se faire de chez soi,
  avec une loupe et de l'humour.
tasks
- Dépoussiérer et numériser
- Nommer les fichiers selon la règle
- Transcrire des documents manuscrits
- Interroger des anciens, album en main
- Préparer l'exposition d'été
welcomes
- Des gants de coton, une tasse loin des documents, et {ref} pour vous apprendre les manies du scanner.
- Une séance de paléographie amusante ouvre la saison.
support
- Une archiviste professionnelle valide la méthode et passe chaque trimestre.
thanks
- Un tirage de votre photo préférée, et votre nom dans le catalogue.

# community-choir
causes: culture social-ties
skills: music administration event-organisation
publics: everyone elderly
rhythm: weekly tue 19:30-21:30, thu 19:30-21:30
capacity: 1-5
venues: la salle de musique / l'église / le préau {de ecole}
love: la seconde où quarante voix tombent juste
titles
- Prêter sa voix (ou ses bras) à la chorale
- Seconder le chef de chœur le {jourmoment}
- Ténor recherché, débutants acceptés
- Préparer le concert d'hiver de la chorale {de lieu}
needs
- Vingt-neuf femmes, quatre hommes : les ténors se sentent seuls. Pour le concert d'hiver, nous cherchons
  des voix graves et deux régisseurs.
- La chorale chante à l'hôpital et dans les maisons de retraite ; quelqu'un doit organiser les dates, les
  voitures et les partitions.
- Notre pianiste attend un heureux événement. D'ici le printemps, il nous faut un accompagnateur ou une
  accompagnatrice pour les répétitions.
tasks
- Chanter, ou tourner les pages
- Photocopier et classer les partitions
- Installer les praticables
- Accueillir le public des concerts
- Covoiturer les choristes
welcomes
- Trois répétitions d'essai, sans audition ni solfège.
- {ref} vous trouve un pupitre, une voisine qui chante juste et une partition annotée.
support
- Des enregistrements de chaque voix permettent de répéter sous la douche.
thanks
- Le week-end chantant de mai, logement compris.

# theatre-wardrobe
causes: culture
skills: sewing theatre painting carpentry
publics: everyone
rhythm: weekly mon 19:00-21:30, wed 19:00-21:30
capacity: 2-6
min_age: 15
venues: la salle de théâtre / le grenier aux costumes
love: le noir qui se fait juste avant le lever de rideau
titles
- Coudre les costumes de la prochaine pièce
- Décors, lumières et trous de mémoire : aider la troupe
- Habiller quinze comédiens amateurs
- Souffler, peindre, éclairer : le théâtre côté jardin
needs
- Quinze rôles, deux époques et un budget de trois cents euros. La première a lieu en mars, et le marquis
  est encore en survêtement.
- Nos comédiens savent leur texte, ou presque. Il manque quelqu'un pour souffler, quelqu'un pour éclairer,
  quelqu'un pour rassurer.
- Le grenier aux costumes déborde de merveilles introuvables. Un classement s'impose, avec essayage
  obligatoire.
tasks
- Retoucher et assembler les costumes
- Peindre les toiles et monter les châssis
- Assister aux filages, texte en main
- Tenir le vestiaire les soirs de représentation
welcomes
- {ref} vous ouvre le grenier, et vous choisissez votre camp : tissu, bois ou lumière.
- On vous invite à une lecture à table, biscuits compris.
support
- Le metteur en scène dit ce qu'il veut, la costumière dit ce qui est possible.
thanks
- Deux places à la première, et le salut avec la troupe.

# community-radio
causes: culture citizenship youth-education
skills: writing video communication music
publics: everyone youth
rhythm: weekly wed 17:00-19:30, sat 10:00-12:30
capacity: 1-4
min_age: 15
remote: possible
venues: le studio de la radio / le studio sous les toits
love: les voix que l'on n'entend nulle part ailleurs
titles
- Produire une émission locale à la radio associative
- Reporter bénévole : un micro dans les villages
- Monter, enregistrer, mettre en ondes le {jour}
- Faire parler {lieu} à la radio
needs
- L'agenda des associations passe chaque matin à sept heures quarante, et une seule personne l'enregistre.
  Elle aimerait dormir un jour sur deux.
- Nous avons un studio, une fréquence et des histoires partout. Il manque des curieux pour aller les
  chercher.
- Les adolescents de l'atelier radio veulent interviewer {maire}. Nous cherchons un adulte qui sache monter
  le son, et garder son sérieux.
tasks
- Trouver des sujets et prendre rendez-vous
- Enregistrer une interview
- Monter un reportage de quatre minutes
- Préparer les lancements
- Accompagner les jeunes au micro
welcomes
- Une heure de studio avec {ref}, casque sur les oreilles, puis un premier reportage à deux.
- Conférence de rédaction le lundi : on y mange, on y rit, on y choisit.
support
- Un technicien salarié assure la mise en ondes et apprend le montage à qui veut.
thanks
- Une formation complète au son, et la fierté de s'entendre dans la voiture.
"""
)
