"""What mail programs put around an answer, in French and English: only the answer stays."""

from __future__ import annotations

import pytest

from engagement.messaging.replies import MARKER, text_of, written_in

ANSWER = "Bonjour Nadia,\n\nOui, samedi me convient.\n- les gants, je les apporte\n- la brouette, non"
OURS = f"{MARKER}\nPour répondre, écrivez ci-dessus.\n\nBonjour Camille,\n\nNadia vous écrit :\n\nSamedi ?"
QUOTED = "\n".join(f"> {line}".rstrip() for line in OURS.split("\n"))

TAILS = {
    "gmail_fr": f"Le lun. 23 nov. 2026 à 09:12, Vallée-Claire <x@y.example> a\nécrit :\n\n{QUOTED}",
    "gmail_en": f"On Mon, Nov 23, 2026 at 9:12 AM Vallée-Claire <\nno-reply@maillage.example> wrote:\n\n{QUOTED}",
    "thunderbird_fr": f"Le 23/11/2026 à 09:12, Vallée-Claire a écrit\u00a0:\n{QUOTED}",
    "thunderbird_en": f"On 23/11/2026 09:12, Vallée-Claire wrote:\n{QUOTED}",
    "iphone_fr": f"Envoyé de mon iPhone\n\n> Le 23 nov. 2026 à 09:12, Vallée-Claire <x@y.z> a écrit :\n> \n{QUOTED}",
    "iphone_en": f"Sent from my iPhone\n\nOn 23 Nov 2026, at 09:12, Vallée-Claire <x@y.example> wrote:\n\n{QUOTED}",
    "outlook_fr": (
        "________________________________\nDe : Vallée-Claire <x@y.example>\nEnvoyé : lundi 23 novembre 2026 09:12\n"
        f"À : Camille <c@d.example>\nObjet : Une question\n\n{OURS}"
    ),
    "outlook_fr_narrow": (
        "De\u00a0: Vallée-Claire <x@y.example>\nEnvoyé\u00a0: lundi 23 novembre 2026 09:12\nÀ\u00a0: Camille\n"
        f"Objet\u00a0: Une question\n\n{OURS}"
    ),
    "outlook_en": (
        "From: Vallée-Claire <x@y.example>\nSent: Monday, November 23, 2026 9:12 AM\nTo: Camille\n"
        f"Subject: Une question\n\n{OURS}"
    ),
    "outlook_old_fr": f"-----Message d'origine-----\nDe : Vallée-Claire\nObjet : Une question\n\n{OURS}",
    "outlook_old_en": f"-----Original Message-----\nFrom: Vallée-Claire\n\n{OURS}",
    "outlook_android": (
        "Envoyé à partir de Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\n"
        f"From: Vallée-Claire <x@y.example>\nSent: Monday\nTo: C\nSubject: U\n\n{OURS}"
    ),
    "yahoo_fr": f"Le lundi 23 novembre 2026 à 09:12:44 UTC+1, Vallée-Claire <x@y.example> a écrit :\n\n\n{OURS}",
    "zimbra": (
        '----- Mail original -----\nDe: "Vallée-Claire" <x@y.example>\nÀ: "Camille" <c@d.example>\n'
        f"Envoyé: Lundi 23 Novembre 2026 09:12:44\nObjet: Une question\n\n{OURS}"
    ),
    "orange": (
        "envoyé : 23 novembre 2026 à 09:12\nde : Vallée-Claire <x@y.example>\nà : c@d.example\n"
        f"objet : Une question\n\n{OURS}"
    ),
    "orange_old": (
        "> Message du 23/11/26 09:12\n> De : Vallée-Claire <x@y.example>\n> A : c@d.example\n"
        f"> Objet : Une question\n> \n{QUOTED}"
    ),
    "samsung": (
        "Envoyé depuis mon appareil Galaxy\n\n-------- Message d’origine --------\nDe : Vallée-Claire\n"
        f"Date : 23/11/2026  09:12  (GMT+01:00)\nÀ : Camille\nObjet : Une question\n\n{OURS}"
    ),
    "proton": (
        "Envoyé avec la messagerie sécurisée Proton Mail.\n\n"
        f"Le lundi 23 novembre 2026 à 09:12, Vallée-Claire <x@y.example> a écrit :\n\n{QUOTED}"
    ),
    "gmail_nl": f"Op ma 23 nov 2026 om 09:12 schreef Vallée-Claire <\nx@y.example>:\n\n{QUOTED}",
    "gmail_de": f"Am Mo., 23. Nov. 2026 um 09:12 Uhr schrieb Vallée-Claire <x@y.example>:\n\n{QUOTED}",
    "outlook_nl": (
        "Van: Vallée-Claire <x@y.example>\nVerzonden: maandag 23 november 2026 09:12\nAan: Camille\n"
        f"Onderwerp: Une question\n\n{OURS}"
    ),
    "bare_marker": OURS,
    "signature": "-- \nCamille Lambert\n061 22 33 44",
}


@pytest.mark.parametrize("program", TAILS)
def test_history_and_signature_go(program):
    mail = f"{ANSWER}\n\n{TAILS[program]}\n".replace("\n", "\r\n")
    assert written_in(mail) == ANSWER


def test_what_is_written_below_a_quotation_stays():
    mail = f"Le 23/11/2026 à 09:12, Vallée-Claire a écrit :\n{QUOTED}\n\nOui, avec plaisir.\n"
    assert written_in(mail) == "Oui, avec plaisir."


def test_what_is_written_between_quoted_lines_stays():
    mail = "On 23/11/2026 09:12, X wrote:\n> Samedi ?\nOui.\n> À 9 h ?\nPlutôt 10 h.\n"
    assert written_in(mail) == "Oui.\nPlutôt 10 h."


def test_a_closing_formula_keeps_the_name_and_loses_the_visiting_card():
    card = "Directrice\nRue Haute 1, Libin\n061 22 33 44"
    mail = f"À samedi.\n\nBien cordialement,\n\nCamille Lambert\n{card}\n\nPS : et la pluie ?"
    assert written_in(mail) == "À samedi.\n\nBien cordialement,\n\nCamille Lambert\n\nPS : et la pluie ?"


@pytest.mark.parametrize(
    "text",
    [
        "Merci, c’est noté.\nLe lundi, je travaille.\nDe 9 h à 12 h, je suis libre.",
        "- un\n- deux",
        "Le comité a écrit : « venez ».\nQu’en pensez-vous ?",
        "On m’a dit : ce que Paul wrote, je ne sais plus.",
        "Envoyé : les affiches\nÀ : imprimer, le programme\nMerci !",
    ],
)
def test_ordinary_sentences_stay_whole(text):
    assert written_in(text) == text


def test_nothing_but_history_is_nothing():
    assert written_in(f"\n{TAILS['gmail_fr']}") == ""
    assert written_in("") == ""


@pytest.mark.parametrize(
    "quotation",
    [
        '<div class="gmail_quote"><div>Le lundi, X a écrit :</div><blockquote>Samedi ?</blockquote></div>',
        '<blockquote type="cite">Samedi ?</blockquote>',
        '<div class="moz-cite-prefix">Le 23, X a écrit :</div><blockquote>Samedi ?</blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>De :</b> X</div><div>Samedi ?</div>',
        '<div class="yahoo_quoted"><p>Samedi ?</p></div>',
    ],
)
def test_html_becomes_lines_without_its_quotation(quotation):
    html = (
        "<html><head><style>p{color:red}</style><title>x</title></head><body>"
        f"<p>Bonjour&nbsp;Nadia,</p><p>Oui,<br>samedi &amp; dimanche.</p>"
        f"<script>alert(1)</script>{quotation}</body></html>"
    )
    assert written_in(text_of(html)).split() == ["Bonjour", "Nadia,", "Oui,", "samedi", "&", "dimanche."]


def test_a_broken_page_is_read_as_far_as_it_goes():
    assert text_of("<div><p>Oui<br><b>samedi</div></p></blockquote> merci <") == "Oui\nsamedi\n\nmerci <"
