"""Missions that keep associations themselves alive: accounts, words, images, boards."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# bookkeeping
causes: citizenship solidarity
skills: bookkeeping administration
publics: associations
rhythm: free
capacity: 1
min_age: 18
remote: possible
reach: network
setting: remote
venues: le bureau de l'association
love: les colonnes qui tombent juste
titles
- Tenir les comptes d'une petite association
- Clôturer l'année avec notre trésorière
- Passer du cahier au tableur, en douceur
- Comptable de cœur, deux heures par mois
needs
- L'exercice se termine le 31 décembre et les justificatifs vivent dans une boîte à chaussures. Notre
  trésorière aimerait les classer avec quelqu'un du métier.
- Pour demander la subvention, il faut des comptes présentables. Ils sont justes, promis, mais écrits au
  crayon.
- Deux salariés à mi-temps, quelques factures, une caisse de buvette : rien de sorcier, à condition d'y
  passer deux heures par mois.
tasks
- Saisir et classer les pièces
- Rapprocher la banque et la caisse
- Préparer le compte de résultat et le budget
- Expliquer les chiffres à l'assemblée, en trois phrases
welcomes
- {ref} vous confie les classeurs, l'accès au logiciel et l'histoire de chaque ligne étrange.
- Une matinée commune autour de la table de cuisine suffit à tout comprendre.
support
- Un expert-comptable ami de l'association répond une fois par trimestre.
thanks
- La gratitude éternelle de neuf administrateurs, et des gaufres.

# grant-writing
causes: citizenship international culture
skills: fundraising writing project-management
publics: associations
rhythm: free
capacity: 1-2
remote: full
min_age: 18
reach: network
setting: remote
venues: le bureau de l'association
love: les idées qui tiennent enfin en deux pages
titles
- Écrire un dossier de subvention qui donne envie
- Chercher des fonds pour un minibus adapté
- Traduire nos idées en budget et en objectifs
- Plume et calculette : monter une demande de financement
needs
- L'appel à projets ferme le [15 janvier|31 janvier] et notre dossier tient pour l'instant sur une nappe.
  L'idée est bonne, il lui faut une plume.
- Le minibus a vingt ans et refuse de démarrer sous cinq degrés. Trois fondations pourraient aider, si
  quelqu'un leur écrit bien.
- Nous savons faire, nous ne savons pas le dire avec des indicateurs. Une personne rompue à l'exercice nous
  éviterait un refus de plus.
tasks
- Repérer les appels qui nous ressemblent
- Rassembler chiffres et témoignages
- Rédiger, faire relire, raccourcir
- Bâtir le budget avec la trésorerie
- Suivre le dossier jusqu'à la réponse
welcomes
- Une heure au téléphone avec {ref}, puis une visite sur place : on écrit mieux ce que l'on a vu.
- Les dossiers des années passées vous sont ouverts, réussites et échecs compris.
support
- Le bureau relit sous quarante-huit heures et ne change pas d'avis la veille.
thanks
- Votre nom à l'inauguration, et un premier tour de minibus.

# website-care
causes: digital-inclusion citizenship
skills: web-design writing
publics: associations everyone
rhythm: free
capacity: 1-2
min_age: 16
remote: full
reach: network
setting: remote
venues: le bureau de l'association
love: les sites clairs, sans trois menus cachés
titles
- Refaire notre site, simplement
- Un webmestre patient pour une petite association
- Mettre le site à jour deux fois par mois
- Rendre notre site lisible par tous
needs
- Notre site annonce toujours la fête de 2019, pourtant réussie. Nous voulons quelque chose de simple, que
  l'on puisse corriger nous-mêmes.
- Une personne aveugle a voulu s'inscrire et n'a pas pu. Nous cherchons quelqu'un qui nous aide à réparer
  cela pour de bon.
- Le webmestre est parti au Canada avec les mots de passe, qu'il nous a rendus, et le savoir-faire, non. La
  place est à prendre.
tasks
- Faire le ménage dans les pages
- Choisir avec nous ce qui compte
- Mettre en ligne textes et photos
- Former deux d'entre nous à la suite
welcomes
- {ref} vous transmet les accès, un café virtuel et la liste de nos agacements.
- On part d'une feuille blanche et de cinq questions que nous posent toujours les visiteurs.
support
- Deux membres de l'équipe écrivent et photographient ; vous n'êtes jamais <seul|seule> devant la page.
thanks
- Une belle référence pour votre dossier, et une reconnaissance publique en bas de page.

# social-media
causes: citizenship culture
skills: communication writing photography
publics: associations youth
rhythm: free
capacity: 1-2
remote: full
reach: network
setting: remote
venues: le bureau de l'association
love: raconter les gens de tous les jours
titles
- Donner une voix à l'association sur les réseaux
- Trois publications par semaine, avec le sourire
- Community manager bénévole, débutants admis
- Raconter nos coulisses en images
needs
- Nos actions sont belles et personne ne le sait. Quelqu'un qui aime raconter, deux heures par semaine, y
  changerait beaucoup.
- Les jeunes ne lisent pas nos affiches, et nous n'osons pas danser devant la caméra. Il existe sûrement un
  chemin entre les deux.
- La page compte neuf cents abonnés et une seule administratrice, qui tricote pendant ce temps-là. Elle
  cherche un complice.
tasks
- Préparer un petit calendrier éditorial
- Photographier, légender, publier
- Répondre aux questions et aux grincheux
- Relayer les autres associations {de commune}
welcomes
- {ref} vous emmène une journée sur le terrain, téléphone chargé.
- Un tour des archives photo, et carte blanche pour la première semaine.
support
- La charte de publication tient en huit lignes, dont « on ne montre pas les bénéficiaires ».
thanks
- Des statistiques à montrer dans un CV, et la paternité de nos fous rires en ligne.

# board-member
causes: citizenship
skills: project-management bookkeeping administration
publics: associations
rhythm: free
capacity: 1-3
min_age: 18
venues: la salle de réunion / le bureau de l'association
love: les réunions courtes et les décisions tenues
titles
- Entrer au conseil d'administration
- Trésorier ou trésorière : la relève
- Secrétaire d'une association qui a de l'avenir
- Gouverner à plusieurs, six soirées par an
needs
- Notre présidente termine son troisième mandat et ne veut pas d'un quatrième. Nous préparons la suite
  tranquillement, avec un an devant nous.
- Le conseil compte sept personnes, dont cinq de la même rue. Un regard neuf, plus jeune ou d'ailleurs, nous
  ferait du bien.
- Six réunions par an, un vrai pouvoir de décision, peu de paperasse. On cherche une personne qui pose des
  questions.
tasks
- Préparer et suivre six réunions par an
- Porter un dossier de son choix
- Représenter l'association deux ou trois fois
- Signer ce que l'on a lu
welcomes
- Vous assistez à deux réunions sans voter, puis {ref} vous demande votre avis, et ce que vous en avez
  pensé.
- Un dossier de dix pages dit tout : comptes, statuts, projets, disputes réglées.
support
- La personne sortante reste à vos côtés un semestre entier.
thanks
- Une formation à la vie associative et un siège confortable, au sens propre : ils sont neufs.

# citizen-council
causes: citizenship environment housing
skills: facilitation writing mapping
publics: everyone
rhythm: weekly thu 19:00-21:00, tue 19:30-21:30
capacity: 2-6
min_age: 16
venues: la salle du conseil / {salle} / le préau {de ecole}
love: les débats où l'on change d'avis
titles
- Animer le conseil des habitants {de lieu}
- Faire dialoguer un quartier et ses élus
- Cartographier les trottoirs impossibles
- Prendre des notes et du recul au conseil citoyen
needs
- Quand on demande l'avis des habitants, on entend toujours les mêmes. Nous cherchons des animateurs qui
  aillent chercher les autres, marché et abribus compris.
- Le budget participatif ouvre en janvier, avec soixante idées attendues. Il faudra les lire, les trier et
  en parler sans s'étriper.
- Une carte des bancs manquants a fait avancer les choses plus vite que dix réunions. La prochaine portera
  sur l'éclairage.
tasks
- Préparer la salle et l'ordre du jour
- Distribuer la parole, surveiller la montre
- Écrire un compte rendu d'une page
- Aller à la rencontre de ceux qui ne viennent pas
- Présenter les conclusions {à mairie}
welcomes
- {ref} vous explique les trois règles du conseil, et la quatrième, officieuse, qui concerne le gâteau.
- Un premier soir au fond de la salle, à noter ce qui vous étonne.
support
- Un animateur de l'éducation permanente forme l'équipe deux samedis par an.
thanks
- Voir le banc posé, s'y asseoir.

# newsletter-layout
causes: citizenship culture
skills: graphic-design writing proofreading
publics: associations everyone
rhythm: free
capacity: 1-3
remote: full
reach: network
setting: remote
venues: le bureau de l'association
love: une page qui respire
titles
- Mettre en page le bulletin de quartier
- Relire, couper, titrer : petite rédaction cherche renfort
- Dessiner les affiches de la saison
- Chasser la coquille quatre fois par an
needs
- Le bulletin entre dans neuf cents boîtes aux lettres et ressemble à une notice de lave-linge. Nous rêvons
  d'un graphiste.
- Un lecteur nous renvoie chaque numéro corrigé au stylo rouge. Nous l'avons engagé ; il réclame un
  collègue.
- Sept affiches par an, toujours la même police, toujours le même orange. L'heure est venue de confier cela
  à quelqu'un qui a du goût.
tasks
- Recueillir les textes avant la date
- Relire et proposer des titres
- Mettre en page quatre fois huit pages
- Préparer le fichier pour l'imprimeur
welcomes
- {ref} vous donne trois anciens numéros et la permission d'être sévère.
- Le comité de rédaction se tient dans une cuisine, le premier mardi.
support
- Les logiciels sont libres, les images autorisées, l'imprimeur patient.
thanks
- L'ours, où figure votre nom, et l'odeur de l'encre au déballage.
"""
)
