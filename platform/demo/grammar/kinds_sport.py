"""Missions of sport for all."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# sports-coaching
causes: sport youth-education
skills: sports-coaching first-aid
publics: children youth
rhythm: weekly wed 14:00-16:00, sat 10:00-12:00, fri 17:30-19:00
capacity: 1-3
venues: le hall omnisports / le gymnase / le terrain synthétique
love: les premiers paniers des petits, même du mauvais côté
titles
- Entraîner les moins de onze ans le {jour}
- Aider l'entraîneuse des débutants
- Encadrer l'école de sport du {jourmoment}
- Sifflet, cônes et lacets à refaire : entraîner les petits
needs
- Trente-quatre enfants inscrits, un terrain, une seule entraîneuse. Elle a beau courir vite, il lui faut un
  second.
- Le groupe des filles a doublé en deux ans, et c'est une joie. Pour ne refuser personne en janvier, nous
  devons ouvrir un créneau.
- On ne cherche pas un champion, plutôt quelqu'un que douze enfants surexcités n'effraient pas. Les
  exercices, on vous les apprendra.
tasks
- Préparer le terrain et les ateliers
- Mener l'échauffement et les jeux
- Veiller à ce que tout le monde touche le ballon
- Accompagner un match de temps en temps
- Parler aux parents, surtout aux inquiets
welcomes
- {ref} vous présente au groupe comme un renfort attendu, ce que vous êtes.
- Vous observez, puis vous menez dix minutes, puis vingt ; c'est tout.
support
- Le club paie la formation d'animateur et vous prête ses cahiers de séances.
thanks
- Une licence, une veste du club et une haie d'honneur en juin.

# referee
causes: sport citizenship
skills: sports-coaching
publics: youth everyone
rhythm: weekly sat 09:30-13:00, sun 09:30-13:00
capacity: 1-4
min_age: 15
setting: outdoor
venues: le stade / le terrain du bas / le complexe sportif
love: un match bien tenu dont personne ne se rappelle l'arbitre
titles
- Arbitrer les matchs des jeunes le {jourmoment}
- Devenir arbitre, dès quinze ans
- Tenir la table de marque et le chronomètre
- Siffler juste et rester calme : arbitres recherchés
needs
- Sans arbitre, pas de match, et trois rencontres ont été reportées cet automne. Nous formons gratuitement
  des volontaires de tous âges.
- Tenir la feuille de match paraît austère jusqu'au money-time. La table cherche deux personnes pour les
  {jour}s de rencontre à domicile.
- Nos jeunes arbitres débutent trop souvent seuls. Un adulte au bord du terrain, à leurs côtés, changerait
  tout.
tasks
- Vérifier le terrain et la feuille
- Arbitrer, expliquer, apaiser
- Accompagner un arbitre débutant
- Faire remonter les incidents
welcomes
- {ref} vous prête un sifflet et une matinée d'essai sur les tout-petits, public conquis d'avance.
- Deux soirées sur les règles, autour d'une vidéo et de pizzas.
support
- Un parrain ou une marraine vous suit pendant dix matchs et débriefe chacun.
thanks
- L'équipement, l'indemnité du match et le respect des deux bancs.

# walking-group
causes: sport social-ties health-disability elderly
skills: guiding first-aid
publics: everyone elderly isolated-people
rhythm: weekly tue 09:30-11:30, fri 14:00-16:00, sun 09:30-12:00
capacity: 1-3
min_age: 18
setting: outdoor
venues: la place de l'église / le parking de l'ancienne gare / le kiosque
love: marcher au pas du plus lent
titles
- Mener la marche douce du {jourmoment}
- Ouvrir ou fermer la marche, au choix
- Guider une balade santé {à lieu}
- Six kilomètres et beaucoup de conversation
needs
- Le médecin prescrit de marcher, encore faut-il oser sortir. Notre groupe avance à l'allure du plus lent et
  cherche un serre-file.
- Ils étaient sept, ils sont trente : il faut couper le groupe en deux et trouver un second meneur pour le
  {jour}.
- L'hiver décourage les solitaires et pas les groupes. Pour maintenir la marche par tous les temps, nous
  devons être trois à pouvoir la conduire.
tasks
- Choisir un parcours sans piège
- Compter au départ et à l'arrivée
- Régler l'allure et prévoir des bancs
- Porter la trousse de secours
- Finir au café
welcomes
- Une première sortie en queue de groupe avec {ref}, la meilleure place pour tout comprendre.
- On vous remet le carnet des parcours, annotés boue comprise.
support
- Le brevet de premiers secours et une initiation à la lecture de carte sont pris en charge.
thanks
- Une paire de bâtons, une tournée offerte par mois et de meilleurs mollets.

# adapted-sports
causes: sport health-disability
skills: sports-coaching caregiving
publics: disabled-people youth
rhythm: weekly sat 10:00-12:00, wed 14:30-16:30, mon 18:00-20:00
capacity: 2-5
venues: la piscine / le gymnase / la salle de judo
love: le sport quand il s'invente des règles
titles
- Partager le sport avec des personnes handicapées
- Nager à deux : accompagner un nageur malvoyant
- Boccia, basket-fauteuil et fous rires le {jour}
- Guide de course pour sportif déficient visuel
needs
- Pour un nageur malvoyant, il faut un partenaire dans la ligne d'eau. Quatre attendent le leur pour pouvoir
  s'inscrire.
- Les fauteuils de sport sont arrivés, l'élan aussi. Il manque deux paires de bras pour les transferts et
  une tête pour compter les points.
- Ici, le partenaire valide joue pour de vrai et perd souvent. Venez vérifier le {jour}.
tasks
- Aider à l'installation, à la demande
- Jouer, nager ou courir en duo
- Adapter l'exercice avec le coach
- Accompagner aux rencontres régionales
welcomes
- {ref}, qui joue en fauteuil depuis vingt ans, fait passer l'examen : dix minutes dans le sien.
- Vous essayez chaque discipline avant de choisir.
support
- Un kinésithérapeute montre les bons gestes pour vous et pour l'autre.
thanks
- Les déplacements en équipe, chants dans le minibus compris.

# race-marshal
causes: sport environment citizenship
skills: reception first-aid logistics
publics: everyone
rhythm: dated sat 08:00-13:00, sun 08:00-13:30
months: 11 12 3 4 5 6 9 10
capacity: 6-25
min_age: 16
reach: network
setting: outdoor
venues: le départ de la course / le village d'arrivée / l'étang
love: les derniers coureurs, ceux qui sourient le plus
titles
- Signaleur à la course du {date}
- Ravitailler les coureurs au kilomètre douze
- Encourager, flécher, distribuer des dossards
- Une matinée au bord du parcours
needs
- Quatre cents coureurs, vingt-six carrefours : il faut une personne à chacun, brassard au bras et thermos à
  portée de main.
- Le trail passe par la forêt et doit en ressortir sans laisser une trace de peinture. L'équipe du
  débalisage recrute des marcheurs.
- Les dossards se retirent entre huit et neuf heures et tout le monde arrive à neuf heures moins cinq. À
  huit derrière la table, c'est une fête.
tasks
- Tenir un carrefour avec gilet et drapeau
- Préparer et servir le ravitaillement
- Remettre les dossards
- Signaler un coureur en difficulté
- Débaliser en marchant après la course
welcomes
- Briefing la veille avec {ref}, carte en main, puis la distribution des postes et des brioches.
- Vous choisissez un poste calme, animé ou franchement boueux.
support
- Une radio à chaque poste, des secouristes sur le parcours, et un responsable de secteur qui passe.
thanks
- Le repas d'après-course, le T-shirt et le droit de courir l'an prochain à prix d'ami.

# swimming-confidence
causes: sport elderly social-ties
skills: sports-coaching listening
publics: migrants elderly everyone
rhythm: weekly tue 18:00-19:30, thu 12:00-13:30
capacity: 1-3
min_age: 18
venues: la piscine / le petit bassin
love: voir la peur de l'eau s'en aller
titles
- Aider des adultes à apprivoiser l'eau
- Une longueur après l'autre : nager sans peur
- Accompagner le groupe aquatique du {jourmoment}
- Rassurer, flotter, respirer au petit bassin
needs
- Ils ont quarante, cinquante, soixante-dix ans et n'ont jamais appris. Le maître-nageur enseigne ; il faut
  quelqu'un à leurs côtés, dans l'eau.
- Sept femmes ont poussé la porte ensemble et se sont juré de savoir nager avant l'été. Il leur manque une
  accompagnatrice patiente.
- Le petit bassin est réservé pour nous, une heure et demie par semaine. À deux accompagnateurs, on ne
  s'occupe bien que de six personnes.
tasks
- Accueillir aux vestiaires
- Entrer dans l'eau avec le groupe
- Montrer, tenir, lâcher quand on vous le dit
- Célébrer la première longueur
welcomes
- {ref} vous attend au bord, maillot obligatoire, performances facultatives.
- Le maître-nageur vous voit nager deux longueurs et vous explique la méthode.
support
- Le maître-nageur reste responsable de la sécurité ; vous êtes là pour la confiance.
thanks
- L'abonnement à la piscine pour l'année.
"""
)
