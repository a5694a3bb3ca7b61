"""Missions of language, rights, work and the digital world."""

from .kinds import read_kinds

KINDS = read_kinds(
    """
# french-conversation
causes: migrants social-ties youth-education
skills: teaching listening facilitation
publics: migrants
rhythm: weekly mon 14:00-16:00, wed 18:30-20:30, thu 09:30-11:30
capacity: 2-6
venues: la salle de réunion {de mediatheque} / la maison de quartier / le local de l'association
love: les malentendus qui finissent en éclats de rire
titles
- Parler français autour d'une table le {jourmoment}
- Animer une table de conversation
- Le passé composé attendra : converser en français {à lieu}
- Accompagner des adultes qui apprennent le français
needs
- Les cours donnent la grammaire, nos tables donnent l'audace. Quinze personnes de neuf pays s'y retrouvent
  et il manque un animateur par table.
- Pour réussir l'examen de langue, il faut avoir parlé, beaucoup et de tout. Nous cherchons des bavards qui
  savent se taire.
- Ils sont cuisinier, comptable, institutrice, et cherchent leurs mots pour le dire. Deux heures par
  semaine, vous les aidez à les trouver.
tasks
- Préparer un thème et trois questions
- Faire circuler la parole
- Noter au tableau les mots nouveaux
- Jouer des scènes : le médecin, la banque, le voisin
- Organiser une sortie par trimestre
welcomes
- {ref} vous assoit d'abord comme participant, et l'on vous demandera d'où vous venez.
- Une boîte à thèmes, un tableau et un thermos : tout est prêt quand vous arrivez.
support
- Une formatrice en français langue étrangère propose un atelier par saison et relit vos idées.
thanks
- Le repas des neuf pays, en juin.

# public-writer
causes: citizenship digital-inclusion solidarity
skills: writing administration listening
publics: everyone elderly migrants
rhythm: weekly tue 09:00-12:00, thu 14:00-17:00, wed 09:00-12:00
capacity: 1-3
min_age: 21
venues: le bureau d'accueil {de mairie} / le guichet {de ccas} / {mediatheque}
love: trouver la phrase juste pour quelqu'un d'autre
titles
- Écrire pour ceux que les formulaires intimident
- Écrivain public le {jourmoment}
- Tenir une permanence d'aide administrative {à lieu}
- Lire, comprendre, répondre : le courrier des autres
needs
- Une lettre recommandée, une déclaration, un recours : il suffit quelquefois d'un paragraphe bien tourné.
  La permanence du {jour} affiche trois semaines d'attente.
- Le papier disparaît, l'angoisse reste. Nous cherchons des personnes discrètes qui aiment les mots simples
  et ne craignent pas les formulaires.
- Il y a aussi les lettres d'amour, les discours d'anniversaire, les éloges funèbres. On ne s'ennuie pas
  dans ce bureau.
tasks
- Recevoir sur rendez-vous, porte fermée
- Lire le courrier et l'expliquer
- Rédiger une lettre, remplir un dossier
- Orienter vers {ccas} ou un juriste
- Ne garder aucune copie
welcomes
- {ref} partage son bureau avec vous tout le premier mois.
- Vous signez la charte de confidentialité, puis vous recevez la liste des bons interlocuteurs, tenue à jour
  depuis dix ans.
support
- Une juriste répond à vos questions par téléphone chaque vendredi.
thanks
- Une journée de formation par an, au choix : rédaction claire, droit des étrangers, dettes.

# digital-help
causes: digital-inclusion social-ties
skills: it-support teaching
publics: elderly everyone jobseekers
rhythm: weekly tue 14:00-16:30, fri 09:30-12:00, sat 10:00-12:00
capacity: 1-4
venues: l'espace numérique {de mediatheque} / le salon numérique / la salle d'attente {de ccas}
love: le sourire de qui vient d'envoyer sa première photo
titles
- Dépanner et rassurer à la permanence numérique
- Un clic après l'autre : aider à se servir du {gsm}
- Aider aux démarches en ligne le {jourmoment}
- Médiation numérique : patience exigée, génie facultatif
needs
- Prendre rendez-vous chez le médecin, déclarer ses revenus, lire un message de l'école : tout passe par
  l'écran. Nos rendez-vous du {jour} sont pris d'assaut.
- On n'y fait pas à la place des gens, on fait à côté d'eux. C'est plus long, c'est plus beau, et cela
  demande du monde.
- Une vague de faux messages a vidé deux comptes {à lieu}. Nous lançons des ateliers de prudence et
  cherchons des animateurs.
tasks
- Recevoir chacun avec son appareil
- Accompagner une démarche pas à pas
- Apprendre à reconnaître une arnaque
- Écrire un pense-bête en grandes lettres
- Remettre en route un vieil ordinateur
welcomes
- Une permanence en observateur, à gauche {de ref}, les mains dans les poches : la règle est de ne pas
  toucher la souris.
- On vous donne le classeur des questions les plus fréquentes, dont la première est « où est l'arobase ? ».
support
- Un conseiller numérique professionnel couvre les cas compliqués et les mots de passe perdus.
thanks
- L'accès à toutes les formations du réseau, de la retouche photo au tableur.

# job-coaching
causes: employment
skills: listening project-management writing
publics: jobseekers youth
rhythm: free
capacity: 2-6
min_age: 25
remote: possible
reach: network
venues: l'espace emploi / la petite salle de l'espace emploi
love: le coup de fil qui annonce un contrat signé
titles
- Préparer quelqu'un à son entretien d'embauche
- Recruteurs, jouez votre propre rôle
- Relire un CV et redonner confiance
- Trois rendez-vous pour un emploi : coach bénévole
needs
- La dernière fois qu'elle a passé un entretien, c'était en 1998. Un faux entretien avec un vrai
  professionnel, et la voix ne tremble plus.
- Nous recevons huit candidats par mois, de la soudure à la comptabilité. À chacun il faudrait un coach de
  son métier, pour deux ou trois rendez-vous.
- Le CV est bon, le parcours aussi, et rien ne vient. Un regard extérieur trouve souvent la phrase qui ferme
  les portes.
tasks
- Écouter le parcours sans le résumer trop vite
- Retravailler le CV à deux
- Simuler un entretien et en parler
- Ouvrir un contact quand c'est possible
welcomes
- {ref} vous envoie trois profils et vous choisissez ; le premier rendez-vous se fait à trois.
- Un petit-déjeuner d'équipe a lieu chaque premier vendredi : venez voir comment nous travaillons.
support
- Les conseillers {de forem} assurent le suivi administratif ; vous n'avez qu'à transmettre votre
  expérience.
thanks
- Un réseau de cinquante coachs, toutes professions confondues, et une bouteille à chaque contrat signé.

# newcomers-translation
causes: migrants citizenship health-disability
skills: translation listening
publics: migrants families
rhythm: free
capacity: 3-8
min_age: 18
remote: possible
reach: network
venues: le bureau d'accueil / l'accueil {de ccas}
love: le soulagement sur un visage quand une phrase passe enfin
titles
- Traduire un rendez-vous, à l'école ou à l'hôpital
- Interprète bénévole : arabe, ukrainien, tigrigna, dari…
- Prêter ses deux langues aux nouveaux arrivants
- Être la voix d'une famille le temps d'un rendez-vous
needs
- Une enfant de neuf ans traduit pour sa mère chez la gynécologue : ce n'est pas son rôle. Nous voulons un
  adulte joignable pour chaque langue parlée {à commune}.
- L'ukrainien et l'arabe sont couverts, le dari et le somali pas du tout. Une heure de temps à autre, par
  téléphone, suffirait souvent.
- L'école voudrait parler aux parents d'autre chose que des absences. Encore faut-il une langue commune, et
  c'est peut-être la vôtre.
tasks
- Traduire fidèlement, sans ajouter ni retrancher
- Se déplacer ou appeler, selon vos possibilités
- Garder le secret
- Traduire par écrit une affiche ou un mot d'école
welcomes
- {ref} vous reçoit, parle de la neutralité et de ses pièges, et vous inscrit sur la carte des langues.
- Vous assistez à un rendez-vous traduit avant d'en assurer un.
support
- Une formation de deux soirées à l'interprétariat social, puis un parrain dans votre langue.
thanks
- Une attestation d'interprète bénévole, reconnue par les services partenaires.

# sign-language
causes: health-disability culture citizenship
skills: sign-language facilitation
publics: disabled-people everyone
rhythm: weekly thu 18:30-20:00, sat 10:30-12:00
capacity: 1-3
venues: le café associatif / la salle des mariages / {mediatheque}
love: une langue qui se parle avec les yeux
titles
- Interpréter nos rencontres en langue des signes
- Animer le café-signes du {jourmoment}
- Rendre le théâtre accessible aux spectateurs sourds
- Apprendre à signer bonjour à tout un quartier
needs
- Le café-signes réunit sourds et entendants autour de parties de dominos très animées. Il lui faut une
  personne à l'aise dans les deux langues.
- Une spectatrice sourde nous a écrit qu'elle aimerait rire en même temps que les autres. Nous cherchons
  quelqu'un pour signer deux représentations.
- Aucun guichet de la commune ne sait encore dire bonjour en signes. Un atelier par mois, pour les agents et
  les voisins, y remédierait.
tasks
- Préparer le vocabulaire avec les intervenants
- Signer la rencontre ou le spectacle
- Animer une initiation ludique
- Conseiller sur la lumière et le placement
welcomes
- {ref} vous présente aux habitués, et chacun vous donne votre nom-signe dans le mois.
- Le texte du spectacle vous est remis quatre semaines à l'avance.
support
- Une interprète professionnelle relit la préparation et peut partager la scène.
thanks
- Des places pour toute la saison, au premier rang, côté lumière.

# tenants-rights
causes: housing citizenship solidarity
skills: legal listening administration
publics: low-income families youth
rhythm: weekly mon 17:00-19:00, thu 09:30-12:00
capacity: 1-3
min_age: 21
venues: la permanence logement / le bureau du premier étage
love: les petites victoires obtenues par lettre recommandée
titles
- Tenir la permanence logement le {jourmoment}
- Accompagner des locataires dans leurs démarches
- Bail, charges, humidité : aider à y voir clair
- Chercher un toit à plusieurs, petites annonces en main
needs
- Entre l'annonce et la visite, il y a le dossier, et c'est là que beaucoup renoncent. Nous préparons chacun
  avec eux, pièce par pièce.
- De l'eau sur les murs, un propriétaire muet, deux enfants qui toussent. La permanence sait quoi faire,
  elle n'a plus assez de monde pour le dire.
- Les étudiants, les parents séparés, les retraités : tous cherchent le même studio. Un accompagnement
  régulier fait la différence.
tasks
- Recevoir et démêler la situation
- Préparer un dossier de candidature
- Téléphoner aux bailleurs avec la personne
- Accompagner une visite ou un état des lieux
- Tenir la liste des annonces
welcomes
- {ref} vous forme au bail en deux soirées et en français courant.
- Pendant un mois, vous recevez à deux, puis vous fixez vous-même le nombre de rendez-vous.
support
- Une avocate du barreau relit les courriers délicats, gratuitement.
thanks
- Des visites chez les partenaires du logement et une vraie connaissance du droit, pour vous et vos proches.
"""
)
