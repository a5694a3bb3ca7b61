"""Sentences that fit many missions and associations, dealt once a kind's own have been told."""

from __future__ import annotations


def items(text: str) -> tuple[str, ...]:
    """The items of a text whose lines start with ``- ``; other lines continue the item above."""
    found: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("- "):
            found.append(line[2:])
        elif line:
            found[-1] += f" {line}"
    return tuple(found)


WELCOMES = items(
    """
- {ref} vous appelle dans les trois jours, puis vous propose de venir voir sur place, sans engagement.
- On commence par un tour des lieux et une boisson chaude ; {ref} répond à toutes les questions, même à
  celles qu'on n'ose pas poser.
- Vous arrivez dix minutes avant tout le monde, {ref} vous présente au fur et à mesure.
- La première séance se passe en double avec <un équipier confirmé|une équipière confirmée>, {ref}.
- {ref} tient la porte ouverte le {ouvert} : poussez-la, c'est le plus simple.
- Un livret de quatre pages vous est remis, et {ref} le complète de vive voix.
- Vous rencontrez l'équipe autour d'une tarte, car ici toute nouvelle arrivée en mérite une.
- On fait connaissance au téléphone, puis {ref} vient vous chercher à l'arrêt de bus si besoin.
- Un parrain ou une marraine de l'équipe vous suit pendant les [trois|quatre] premières fois.
- {ref} prend une demi-heure avec vous pour accorder vos envies et nos besoins.
- Vous choisissez votre jour d'essai ; si cela ne vous convient pas, personne ne vous en voudra.
- Votre nom est déjà sur le portemanteau le jour de votre arrivée : {ref} y tient beaucoup.
- Une visite, une poignée de main, un prénom sur un badge : l'accueil est vite fait et chaleureux.
- {ref} vous montre où sont les clés, la bouilloire et la bonne humeur.
- Nous recevons les nouveaux par petits groupes, un soir par mois, autour d'une soupe.
- {ref} vous confie d'abord une tâche facile, pour que la première heure soit un plaisir.
- Avant de commencer, vous passez un moment avec deux bénévoles qui vous disent franchement le pour et le
  contre.
- Une place vous est gardée à côté {de ref}, qui connaît tout le monde et n'oublie personne.
"""
)

SUPPORT = items(
    """
- {ref} reste joignable par téléphone, et un point est fait avec vous après un mois.
- Vous n'êtes jamais <seul|seule> : on travaille en binôme, et le binôme change quand on le souhaite.
- Une réunion d'équipe de quarante minutes se tient chaque trimestre, gâteau compris.
- Une personne salariée est présente pendant toute l'activité.
- Une courte formation est offerte au printemps et à l'automne.
- Un carnet de liaison passe de main en main : rien ne se perd, et les bonnes idées non plus.
- Les consignes tiennent sur une page ; le reste s'apprend en regardant {ref} faire.
- En cas d'imprévu, vous prévenez par message et l'équipe s'arrange.
- Un bilan à deux, après six semaines, permet de dire ce qui va et ce qui pourrait aller mieux.
- L'association vous assure, vous équipe et vous explique les règles de sécurité.
- Vous pouvez changer de rôle, faire une pause ou réduire le rythme : il suffit d'en parler à {ref}.
- Les anciens transmettent leurs astuces lors d'une soirée annuelle très suivie.
- Deux référents se partagent la semaine ; l'un des deux répond toujours.
- Si une situation vous pèse, {ref} prend le relais et l'on en reparle au calme.
- Des fiches pratiques sont accrochées au mur, écrites par ceux qui ont commencé avant vous.
- La coordination règle les plannings et les papiers, pour que vous gardiez le meilleur.
"""
)

THANKS = items(
    """
- Un souper des bénévoles réunit tout le monde [en février|au printemps|à la rentrée].
- Une attestation d'engagement, avec vos heures, vous est remise sur demande.
- Votre famille et vous êtes conviés à la sortie annuelle de l'équipe.
- Une lettre de recommandation sincère, si elle peut vous servir.
- Des gens contents, un peu de fatigue heureuse et du café à volonté.
- Une entrée pour deux à nos événements de l'année.
- Une formation au choix chaque année, prise en charge par l'association.
- Le petit déjeuner du dernier samedi du mois, où l'on ne parle pas travail.
- Votre expérience est décrite avec vous, compétence par compétence, pour vos démarches à venir.
- Un merci écrit à la main, chaque année, par quelqu'un à qui vous avez été utile.
- Une place dans une équipe où l'on se souvient des anniversaires.
- Vos idées : elles sont écoutées, et la plupart sont essayées.
- Un panier de produits du coin à la fin de la saison.
- Vos heures sont inscrites à votre carnet d'engagement et confirmées dans la semaine.
- La promesse d'apprendre quelque chose que vous ne soupçonniez pas.
- Un week-end d'équipe tous les deux ans, sac de couchage conseillé.
"""
)

EXPENSES = {
    "BE": items(
        """
- Les frais de déplacement sont remboursés selon le barème légal du volontariat.
- Un défraiement forfaitaire est prévu, dans les limites légales belges.
- Les kilomètres au-delà de [cinq|dix] sont remboursés, ou le billet de bus.
- Les frais réels sont remboursés sur présentation d'un justificatif.
- Le matériel est fourni, les trajets sont remboursés à la fin du mois.
"""
    ),
    "FR": items(
        """
- Les frais engagés sont remboursés sur justificatif, ou peuvent faire l'objet d'un reçu fiscal.
- Les kilomètres sont remboursés au barème de l'association.
- Le billet de bus ou de train est remboursé, le covoiturage encouragé.
- Les frais de déplacement sont pris en charge au-delà de [dix|quinze] kilomètres.
- Le matériel est fourni, les trajets sont remboursés chaque mois.
"""
    ),
}

ACCESSIBILITY = {
    "indoor": items(
        """
- Local de plain-pied, toilettes adaptées, [boucle magnétique|chaise haute|table réglable] sur demande.
- [Deux|Trois|Quatre] marches à l'entrée ; une rampe amovible est disponible, prévenez-nous.
- Salle accessible en fauteuil, arrêt de bus à [cinquante|cent|deux cents|trois cents] mètres.
- Accès en fauteuil par [la cour|le jardin|l'arrière] ; plusieurs tâches peuvent se faire assis.
- Étage avec ascenseur, lumière réglable, [coin calme pour souffler|fauteuil pour la pause].
- Bâtiment ancien, escalier raide : dites-nous ce qu'il vous faut, nous chercherons une solution.
- Une place de stationnement réservée se trouve [devant la porte|à vingt pas|dans la cour].
- Postes debout ou assis au choix ; les charges lourdes sont pour les autres.
- Entrée de plain-pied par la [grande|petite] porte, portes larges, pas de seuil.
- Le bruit peut fatiguer ; une petite pièce tranquille est toujours libre.
- Les consignes existent en version simple et illustrée[, faite maison|, grâce à une bénévole|].
- Toilettes accessibles au rez-de-chaussée, [bancs le long du mur|sièges avec accoudoirs].
- Chien d'assistance bienvenu, [gamelle d'eau à l'entrée|l'équipe l'attend déjà].
- La salle est au premier, sans ascenseur ; une partie de l'activité peut descendre si vous nous le dites.
- Chaque adaptation se discute : horaires plus courts, pauses, [accompagnement depuis le bus|travail à
  deux].
- Une personne de l'équipe connaît la langue des signes et [vient volontiers|se libère quand il faut].
"""
    ),
    "outdoor": items(
        """
- Terrain inégal ; une équipe reste au point de ralliement pour les tâches légères.
- Premier tronçon praticable en fauteuil tout-terrain, prêté sur demande.
- Il faut pouvoir rester debout deux heures ; des pauses et des sièges sont prévus.
- Accès par une allée stabilisée, toilettes sèches adaptées.
- Plusieurs postes conviennent à des personnes qui se déplacent difficilement, parlez-en avec nous.
- Un covoiturage part de la gare, et quelqu'un peut vous accompagner du parking au site.
- Sol [meuble|boueux|pierreux] par endroits ; bonnes chaussures et bâtons bienvenus, nous en prêtons.
- L'accueil, [le comptage|les photos|la cuisine] et l'intendance se font à l'abri, assis si vous le
  souhaitez.
- Pas de toilettes sur place, mais [un café ami|une maison voisine] ouvre les siennes.
- Les tâches sont réparties selon les forces de chacun, sans justification à donner.
- On marche [dix|quinze] minutes pour rejoindre le site ; un véhicule peut vous déposer au plus près.
- Enfants en poussette et personnes en fauteuil : demandez le second point de rendez-vous.
"""
    ),
    "home": items(
        """
- Selon les logements, il peut y avoir des escaliers : la coordination cherche une adresse qui vous
  convienne.
- On tient compte de vos allergies, de vos animaux préférés et de vos étages maximum.
- La plupart des visites se font à pied ou en bus, dans votre quartier.
- Possible avec une mobilité réduite, chez des personnes logées au rez-de-chaussée.
"""
    ),
    "road": items(
        """
- Il faut pouvoir marcher et porter [cinq|huit] kilos ; un binôme peut s'en charger à votre place.
- Véhicule à boîte automatique disponible certains jours.
- Un poste de coordination par téléphone convient à ceux qui ne peuvent pas se déplacer.
- Effort modéré, pauses fréquentes ; le départ se fait d'un local de plain-pied.
- Deux rôles possibles : conduire, ou accompagner sans porter.
- Des pauses sont prévues toutes les [trente|quarante] minutes, et les escaliers figurent sur la feuille de
  route.
- Une mauvaise vue ou un dos fragile ne sont pas un obstacle : on adapte l'équipe.
"""
    ),
    "remote": items(
        """
- Tout se fait à distance, avec des outils compatibles avec les lecteurs d'écran.
- De chez vous, à votre rythme ; un local accessible est à votre disposition si vous préférez.
- Réunions en visio sous-titrées, documents en gros caractères sur demande.
- Les échanges se font par écrit ou de vive voix, comme il vous convient.
- Un ordinateur et une connexion peuvent être prêtés.
- Un téléphone ordinaire suffit, aucun logiciel à installer.
- Horaires souples, pauses libres, [sous-titres en réunion|comptes rendus écrits].
- Ceux qui n'aiment pas la visio sont dispensés de caméra, sans débat.
- Un bureau réglable en hauteur vous attend si vous préférez venir sur place.
- L'équipe écrit en langage clair et laisse à chacun le temps de répondre.
"""
    ),
}

ORIGINS = items(
    """
- L'association a vu le jour en {annee}, dans [une cuisine|un garage|une arrière-salle] {de lieu}, entre
  [cinq|quatre|six] personnes qui ne voulaient plus [attendre|regarder ailleurs|faire semblant].
- Fondée en {annee} par [un petit groupe d'habitants|quelques voisins|une bande d'amies] {de lieu}, elle a
  toujours [fonctionné avec plus d'idées que de budget|préféré les actes aux discours|su rester simple].
- Depuis {annee}, l'équipe tient bon et se renouvelle[, sans bruit|, d'une génération à l'autre|]. Trois
  présidences se sont succédé, sans une porte claquée.
- L'association existe depuis {annee} et a déménagé [deux|trois|quatre] fois, toujours {à lieu}[, faute de
  place|, avec les mêmes chaises|].
- Tout est parti, en {annee}, d'une [annonce punaisée à la boulangerie|affiche collée à la poste|discussion à
  la sortie de l'école] {de lieu}.
- En {annee}, on disait [que cela ne durerait pas un hiver|qu'il faudrait être fous|que personne ne viendrait].
  [On le dit encore, par habitude|On ne le dit plus|Ceux qui le disaient ont pris leur carte].
- L'idée est venue d'[une institutrice|une infirmière|un facteur] {de lieu}, en {annee} ; son [carnet de
  notes|premier courrier|vieux classeur] est encore sur l'étagère.
- Créée en {annee} avec l'appui [{de ccas}|du comité des fêtes|d'une fondation|de trois familles], l'association vole
  depuis de ses propres ailes.
- C'est en {annee} que {le_statut} a déposé ses statuts, [rédigés à la main|tapés à deux doigts|relus par un
  notaire complice] et jamais vraiment changés.
- Au départ, en {annee}, il s'agissait de [rendre service une seule fois|passer un hiver|dépanner des voisins].
  On n'a pas su s'arrêter.
- L'histoire commence en {annee} par [une pétition|une panne de chauffage|un orage], continue par un repas et se
  poursuit [aujourd'hui|depuis {age} ans].
- Née en {annee} de la rencontre de deux groupes [voisins|rivaux|qui s'ignoraient], l'association a gardé le
  meilleur de chacun.
- {le_statut} a fêté ses {age} ans [dans la rue|sous la halle|au bord de l'eau], avec une grande table et beaucoup
  de cousins.
- Reconnue par la commune depuis {annee}, l'association n'a jamais voulu [grandir trop vite|changer de
  taille|devenir une institution].
- La première réunion {de asso}, en {annee}, a duré jusqu'à [minuit|deux heures du matin|l'aube] ; les suivantes
  finissent plus tôt.
- On a d'abord parlé {de asso} [sur un coin de table|au fond d'un car|derrière un comptoir] {à lieu}, en {annee},
  puis en assemblée.
- Le nom {de asso} a été choisi [à mains levées|par les enfants|un soir de fatigue], en {annee}[, à une voix près|,
  et personne n'a voulu en changer|].
- Les débuts {de asso}, en {annee}, tiennent dans [un cahier d'écolier|une boîte à chaussures|trois photos] que
  l'on montre volontiers.
- Quand [l'usine|l'école|le dernier café] {de lieu} a fermé, en {annee}, des habitants ont gardé l'habitude de se
  retrouver, puis lui ont donné [un but|un nom|un local].
- {le_statut} doit tout à [un prêt de salle|une subvention inespérée|un don anonyme], en {annee}, et le rappelle
  à chaque assemblée.
- En {annee}, [trois|quatre|cinq] personnes se sont partagé les rôles [au sort|d'un coup d'œil|sans discuter] ;
  [deux d'entre elles sont|l'une d'elles est] toujours là.
- Voilà {age} ans que l'on s'active {à lieu}, avec [une pause pendant les travaux|une interruption d'un été|des
  hauts et des bas], et de plus en plus de monde.
- On doit la naissance {de asso} à un [hiver|été|automne] que les anciens racontent encore, celui de {annee}.
"""
)

PEOPLE = items(
    """
- {nombre} bénévoles font vivre l'association, de l'étudiante au grand-père, avec [un salarié à
  mi-temps|deux salariées|une coordinatrice] pour tenir l'agenda.
- L'équipe compte {nombre} personnes, dont [un tiers|un quart|la moitié] a moins de [trente|quarante] ans.
  Chacun donne ce qu'il peut, du coup de main unique à la permanence hebdomadaire.
- {nombre} membres, aucun salarié, un comité qui se réunit dans la bonne humeur : voilà pour l'organigramme.
- Le conseil d'administration est tiré au sort pour moitié. L'idée paraissait folle, elle a amené les
  meilleurs.
- {nombre} bénévoles se relaient, et personne n'est irremplaçable : c'est une règle, elle protège tout le
  monde.
- Nous travaillons avec {ccas}, les écoles et les associations voisines. On se prête du matériel, des salles
  et parfois des bénévoles.
- Une coordinatrice à temps partiel veille au grain, {nombre} volontaires font le reste.
- Les membres viennent {de lieu} et [des communes voisines|d'un peu plus loin|de toute la vallée]. On
  covoiture, on s'attend, on se ramène.
- Ici, on tutoie, on se trompe, on recommence. {nombre} personnes s'y retrouvent chaque mois.
- {mairie} met un local à disposition, les habitants fournissent l'énergie : {nombre} volontaires, à la
  dernière assemblée.
- {nombre} personnes participent, et la moitié d'entre elles sont d'abord venues demander de l'aide.
- Ni but lucratif ni drapeau : {un_statut} comme on les aime. Elle compte {nombre} adhérents à jour de
  cotisation, et beaucoup d'étourdis.
"""
)

INVITES = items(
    """
- Poussez la porte [un jour de permanence|quand vous voulez] : quelqu'un prendra le temps de vous écouter.
- Cette année, l'association voudrait ouvrir une journée de plus. Il lui manque surtout des bras.
- Aucun savoir-faire n'est exigé, la ponctualité est appréciée, le rire encouragé.
- On peut venir une fois, revenir, ou rester vingt ans : les trois formules existent.
- Le prochain chantier est de rajeunir l'équipe sans vieillir les idées.
- L'hiver est notre saison la plus remplie, et celle où un renfort se voit le plus.
- Nos comptes sont publics, notre local est ouvert, nos gâteaux sont discutables.
- Les nouveaux sont accueillis par ceux qui l'étaient l'an dernier, ils s'en souviennent mieux.
- Vous hésitez ? Venez voir une heure, les mains dans les poches.
- Le projet des mois à venir : mieux faire connaître nos activités dans les coins {de commune} où l'on ne
  vient pas encore.
- Une réunion d'information a lieu le premier [lundi|mardi|jeudi] du mois, et se termine toujours à l'heure.
- Nous cherchons moins des spécialistes que des gens fiables, curieux des autres.
- Si vous n'avez pas de temps, une étagère, une remorque ou une idée nous seront utiles aussi.
- L'assemblée générale est ouverte à tous, et la seule de la région où l'on refuse du monde.
- Un simple message par cette plateforme suffit : on vous répond dans les [trois|quatre|cinq] jours.
- On cherche [deux|trois|quatre] personnes pour [l'hiver|le printemps|la rentrée] {à lieu}, et davantage de
  [sourires|bras|voix|bonnes idées].
- La saison prochaine se prépare dès janvier, autour d'une grande feuille de papier et de beaucoup de café.
- Tous les âges sont là, sauf peut-être le vôtre ; venez compléter la collection.
- Les portes s'ouvrent en grand une fois par an, [en mai|en septembre|en octobre], pour montrer les
  coulisses.
- L'équipe {de lieu} accueille volontiers des stagiaires, des classes et des curieux.
- Les enfants des bénévoles sont les bienvenus, les chiens bien élevés aussi.
- On peut aider sans se déplacer : relire un courrier, passer un appel, prêter une remorque.
- Prochaine étape : rejoindre les habitants qui n'osent pas encore venir, {à lieu} et plus loin.
- Le plus difficile est de passer la porte, tout le monde ici vous le dira.
- Nous aimerions apprendre de ceux qui viennent d'arriver {à lieu} : leur [regard|curiosité|expérience] nous
  [manque|ferait du bien].
- Chaque nouvelle personne change un peu l'association. C'est l'intention.
- Un planning affiché à l'entrée montre les trous de la semaine ; il suffit d'y écrire son prénom.
- Une boîte à idées trône près de l'évier, et elle est relevée pour de bon, chaque [mois|trimestre].
- Le bénévolat n'y est jamais un dû : on remercie, on rembourse, on fête.
"""
)

#: What makes a paragraph this association's own, once its text has been told about another.
ENDINGS = items(
    """
- Chez {asso}, on tient [ce cap|cette ligne|cette habitude] depuis {annee}.
- L'histoire {de asso} continue de s'écrire {à lieu}, [semaine après semaine|saison après saison].
- Voilà [comment|pourquoi] l'équipe {de lieu} tient bon depuis {age} ans.
- Parmi les {nombre} membres {de asso}, [plusieurs|quelques-uns] le racontent encore.
- On le vérifie {à lieu} [chaque semaine|chaque automne|en toute saison].
- C'est l'esprit {de asso} depuis {annee}.
- Renseignez-vous {à commune} : [on vous indiquera la porte|tout le monde connaît quelqu'un de l'équipe].
- Rien de cela n'a changé {à lieu} depuis {annee}.
- C'est un peu la marque de fabrique {de asso}.
- Les anciens {de lieu} s'en souviennent, les nouveaux l'apprennent vite.
- Ils sont {nombre} à s'y relayer aujourd'hui, {à lieu} et alentour.
- Les habitués {de commune} vous le confirmeront [volontiers|autour d'un café].
- [Le carnet|L'album|Le cahier] {de asso} en garde la trace.
- Il en va ainsi {à lieu} depuis bientôt {age} ans.
- En {age} ans, la recette {de asso} a peu varié.
- Ce n'est pas un slogan : l'équipe {de asso} s'y tient.
- À {nombre}, on y arrive ; à quelques-uns de plus, on respirerait mieux {à lieu}.
- C'est ainsi que l'on finit par se connaître, {à lieu}.
- Le comité {de asso} en a fait sa règle dès {annee}.
- D'autres équipes viennent voir {à commune} comment on s'y prend.
- Les bénévoles {de asso} en parlent mieux que nous : posez-leur la question.
- Sans les {nombre} personnes qui se relaient {à lieu}, rien de tout cela n'existerait.
"""
)

#: What tells a task from the same one asked elsewhere in the territory.
TASK_ENDINGS = items(
    """
- , avec {ref}
- , à deux
- , à votre rythme
- , avec l'équipe {de lieu}
- ; {ref} vous montre la première fois
- , quand vous êtes à l'aise
- , en suivant le pense-bête {de ref}
- , comme on le fait {à lieu}
"""
)

#: What tells a practical matter, expenses or access, from the same one elsewhere in the territory.
PRACTICAL_ENDINGS = items(
    """
- ; {ref} vous explique comment faire
- , comme pour toute l'équipe {de lieu}
- ; voyez avec {ref} dès le premier jour
- , et {ref} y veille
- ; {ref} répond à vos questions là-dessus
- , {à lieu} comme ailleurs
- ; un mot à {ref} et c'est réglé
- , sans formalité compliquée : {ref} s'en charge
- ; demandez le détail {à ref}
- , c'est l'usage chez {asso}
"""
)
