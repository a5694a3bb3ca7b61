"""What volunteers write when they come forward, and what associations answer."""

from __future__ import annotations

from .shared_texts import items

#: ``{love}`` is what the kind of mission lets one love; agreement is the volunteer's.
REQUESTS = items(
    """
- Bonjour, votre annonce m'a tapé dans l'œil. J'aime {love}, et je suis libre dès la semaine prochaine.
- Bonjour, je viens d'emménager {à chez} et je cherche à rencontrer du monde autrement que dans l'ascenseur.
  Puis-je venir voir ?
- Je suis <retraité|retraitée> depuis [mars|cet été|deux mois] et j'ai enfin du temps. Dites-moi par où
  commencer.
- Bonjour ! J'ai [dix-neuf|vingt et un|vingt-trois] ans, j'étudie pas loin et je peux me rendre utile le
  week-end. Je n'ai pas d'expérience, mais j'apprends vite.
- Une amie {de chez} m'a parlé de vous. Elle ne m'a dit que du bien, alors me voilà.
- J'aime {love}. Cela fait une raison, en voici une autre : ma voisine m'a <inscrit|inscrite> de force, et
  elle a bien fait.
- Bonjour, je travaille à mi-temps et je dispose de deux matinées. Est-ce que cela peut vous aider ?
- J'habite à deux pas. Je n'ai jamais osé pousser la porte, ce message est une façon de frapper.
- Bonjour, je pourrais venir avec mon fils de seize ans, qui cherche aussi à s'engager. Est-ce possible ?
- Je me déplace facilement et je peux même emmener quelqu'un au passage.
- Bonsoir, je suis <infirmier|infirmière> de nuit, donc libre à de drôles d'heures. Si les vôtres s'y
  prêtent, j'en serais <heureux|heureuse>.
- J'ai fait cela pendant six ans dans une autre région et cela me manque. J'aime {love}.
- Bonjour, je ne sais pas si je ferai l'affaire, mais je suis <ponctuel|ponctuelle> et je ne me plains
  jamais du café.
- Vous cherchez du renfort, moi une équipe. Nous devrions nous entendre.
- Bonjour, je me remets doucement d'un burn-out et j'aimerais un engagement simple et régulier. Peut-on en
  parler avant ?
- Mes enfants sont grands, mes samedis aussi. Comptez sur moi si la place est encore libre.
- Je n'ai pas le permis, mais le bus s'arrête tout près. Est-ce que cela suffit ?
- Bonjour, c'est surtout ceci qui m'attire : {love}. Pour le reste, vous me montrerez.
- Je parle [arabe et français|italien et français|un peu de néerlandais|anglais et espagnol], si cela peut
  servir. Je suis disponible aux heures indiquées.
- Bonjour, je cherche un emploi et, en attendant, je préfère servir à quelque chose. Je suis
  <motivé|motivée> et <matinal|matinale>.
- Est-il possible de venir une première fois pour voir ? Je préfère ne rien promettre à la légère.
- Toute la famille a bénéficié de votre aide il y a dix ans. À mon tour.
- Bonjour, mon employeur me donne deux jours par an pour une association : je voudrais que ce soit la vôtre.
- J'aime {love} ; à vrai dire, c'est ma sœur qui me l'a fait remarquer en lisant votre annonce.
- Je suis timide au début, puis on ne m'arrête plus. Vous voilà prévenus.
- Bonjour, j'ai vu votre affiche {à mediatheque} et pris la photo avec mon {gsm}. La date me convient
  parfaitement.
- Un coup de main ponctuel me conviendrait pour commencer. Si tout se passe bien, je resterai.
- Bonjour, votre projet me parle, et la route ne me fait pas peur : je viendrai {de chez}, à l'heure.
- J'ai <été moniteur|été monitrice> de colonie pendant dix étés : j'ai gardé la voix et la patience.
- Bonjour, je suis <malentendant|malentendante> et je lis sur les lèvres. Si l'on me parle de face, tout ira
  bien.
- Je voudrais sortir de chez moi cet hiver. Votre mission me donne un bon prétexte.
- Bonjour à toute l'équipe. Je connais [le métier|un peu le sujet|les lieux] et j'aime {love}. À bientôt,
  j'espère.
"""
)

ACCEPTED = items(
    """
- Bonjour {prenom}, avec grand plaisir ! {ref} vous attendra sur place dix minutes avant.
- Merci {prenom}, votre message a fait le tour de l'équipe. C'est oui, évidemment.
- Votre inscription est confirmée. Prenez des vêtements confortables et votre bonne humeur.
- Bonjour {prenom}, la place est à vous. {ref} vous écrira par le site pour les derniers détails.
- Bienvenue ! On vous propose une première fois sans engagement, puis vous déciderez.
- C'est d'accord, {prenom}, et merci d'avoir posé la question franchement. Nous en parlerons autour d'un
  café.
- Oui, mille fois oui : il nous manquait exactement quelqu'un comme vous.
- Nous serions ravis de vous rencontrer. Sonnez fort, la sonnette est capricieuse.
- Parfait, {prenom}. Vous serez en binôme avec {ref}, qui se réjouit déjà.
- Votre place est gardée. Si un empêchement survient, un mot par le site suffit.
- Bonjour {prenom}, tout est prêt pour vous accueillir, y compris le gâteau.
- Avec joie. Nous vous présenterons au reste de l'équipe, qui est plus nombreuse qu'elle n'en a l'air.
- C'est noté, {prenom}. Garez-vous derrière, l'entrée est par la cour.
- Merci pour votre confiance. Nous commencerons doucement, à votre rythme.
"""
)

DECLINED = items(
    """
- Merci beaucoup, {prenom}. L'équipe est complète pour cette fois ; pouvons-nous vous recontacter au
  printemps ?
- Votre message nous a touchés. Pour cette mission, l'âge minimum nous est imposé par l'assurance, et nous
  le regrettons.
- Bonjour {prenom}, les places sont parties en deux jours. Regardez notre autre mission, elle pourrait vous
  plaire.
- Nous cherchons cette fois quelqu'un de disponible chaque semaine. Gardons le contact pour un coup de main
  ponctuel.
- Hélas, la formation obligatoire vient de se terminer. La prochaine débute en mars et nous vous gardons une
  place.
- Merci, {prenom}. Nous avons donné la priorité à une personne du quartier, mais votre profil intéresse nos
  voisins.
- Cette mission demande le permis de conduire, nous aurions dû l'écrire plus clairement. Pardon, et merci.
"""
)

ATTENDED = items(
    """
- Merci {prenom} ! Vos heures sont confirmées, et l'on vous réclame déjà.
- Quelle belle journée, grâce à vous aussi. À bientôt, nous l'espérons.
- Bravo et merci. Nous avons rarement vu quelqu'un ranger aussi bien.
- Vous nous avez tiré une belle épine du pied. Vos heures figurent dans votre carnet.
- Merci, {prenom} : tout le monde a demandé quand vous reviendriez.
- Votre présence a compté, on vous l'a dit sur place, on vous l'écrit ici.
- C'était votre première fois, cela ne s'est pas vu. Merci de tout cœur.
- Merci d'être <resté|restée> jusqu'au bout du rangement ; c'est là qu'on reconnaît les vrais.
- Heures confirmées, reconnaissance éternelle, part de tarte en réserve.
"""
)

WITHDRAWN = items(
    """
- Merci d'avoir prévenu, {prenom}. Ce sera pour une autre fois.
- Aucun souci, la place est rendue. Prenez soin de vous.
- Bien reçu. Revenez quand vous voulez, la porte ne se ferme pas.
- Dommage, mais merci pour votre franchise. À une prochaine, {prenom}.
"""
)

#: Words of a request that only suit some ages: (words, youngest, oldest).
AGE_BOUND = (
    ("retraité", 60, 120),
    ("j'étudie", 17, 25),
    ("Mes enfants sont grands", 45, 120),
    ("mon fils de seize ans", 36, 62),
    ("mon employeur", 23, 64),
    ("infirmi", 23, 64),
    ("à mi-temps", 23, 64),
    ("burn-out", 27, 64),
    ("je cherche un emploi", 19, 62),
    ("pendant six ans", 26, 120),
    ("pendant dix étés", 29, 120),
    ("il y a dix ans", 28, 120),
    ("n'ai pas le permis", 17, 80),
)


def suits(template: str, age: int) -> bool:
    """Whether somebody of that age may write it."""
    return all(low <= age <= high for words, low, high in AGE_BOUND if words in template)
