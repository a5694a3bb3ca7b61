"""Blocks of words and pictures, which show what the editor wrote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.blocks.links import LinkBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]
SHORT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = _("Words and pictures")
        template = "blocks/text.html"
        description = _("Paragraphs, headings, lists and links.")
        preview_value = (
            "<h2>Un titre</h2><p>Un paragraphe, avec <b>un mot en gras</b>.</p><ul><li>Une liste</li></ul>"
        )


class PictureBlock(blocks.StructBlock):
    """One picture, with the words that stand for it."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        label = _("Picture")
        icon = "image"
        group = _("Words and pictures")
        template = "blocks/picture.html"
        description = _("A picture with its caption. Describe it for those who cannot see it.")
        preview_value = {"image": None, "caption": "Le grand nettoyage de printemps"}


class HeroBlock(blocks.StructBlock):
    """A large opening, over the territory's own drawing."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=3)
    link = LinkBlock(label=_("Button"))

    class Meta:
        label = _("Opening")
        icon = "title"
        group = _("Words and pictures")
        template = "blocks/hero.html"
        description = _("A headline in large type over the drawing of the territory, with a button.")
        preview_value = {
            "title": "Donnez-vous rendez-vous",
            "text": "Le samedi 12, toutes les associations vous ouvrent leurs portes.",
            "link": {"label": "Voir l’agenda", "destination": "agenda"},
        }


class ColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_FEATURES)

    class Meta:
        label = _("Column")
        icon = "pilcrow"


class ColumnsBlock(blocks.StructBlock):
    """Two to four short texts side by side; one below the other on a phone."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    columns = blocks.ListBlock(ColumnBlock(), label=_("Columns"), min_num=2, max_num=4)

    class Meta:
        label = _("Columns")
        icon = "grip"
        group = _("Words and pictures")
        template = "blocks/columns.html"
        description = _("Two to four short texts side by side.")
        preview_value = {
            "title": "Trois façons d’aider",
            "columns": [
                {"title": "Une heure", "text": "<p>Un coup de main, un samedi.</p>"},
                {"title": "Un trimestre", "text": "<p>Un atelier, chaque semaine.</p>"},
                {"title": "À l’année", "text": "<p>Une place dans l’équipe.</p>"},
            ],
        }


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    about = blocks.CharBlock(label=_("What it is"), required=False, max_length=200)

    class Meta:
        label = _("Document")
        icon = "doc-full"


class DocumentsBlock(blocks.StructBlock):
    """Files to take away, with their format and weight."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, default=_("Documents to download")
    )
    documents = blocks.ListBlock(DocumentBlock(), label=_("Documents"), default=[])

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        group = _("Words and pictures")
        template = "blocks/documents.html"
        description = _("Files to download, with their format and their weight.")
        preview_value = {"title": "Documents à télécharger", "documents": []}


class CallToActionBlock(blocks.StructBlock):
    """A banner that invites to do one thing."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, default=_("Do you have an hour to give?"))
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=3)
    link = LinkBlock(label=_("Button"), default={"label": _("See the missions"), "destination": "missions"})

    class Meta:
        label = _("Call to action")
        icon = "pick"
        group = _("Words and pictures")
        template = "blocks/call_to_action.html"
        description = _("A coloured banner with a sentence and a button.")
        preview_value = {
            "title": "Une heure à donner ?",
            "text": "Les associations vous attendent.",
            "link": {"label": "Voir les missions", "destination": "missions"},
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400, rows=2)

    class Meta:
        label = _("Step")
        icon = "order"


class StepsBlock(blocks.StructBlock):
    """Numbered steps: “in three clicks”."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("In three clicks"))
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=8)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        group = _("Words and pictures")
        template = "blocks/steps.html"
        description = _("What to do, step by step, in numbered cards.")
        preview_value = {
            "title": "En trois clics",
            "steps": [
                {"title": "Dites où", "text": "Votre commune et la distance."},
                {"title": "Choisissez", "text": "Une mission qui vous ressemble."},
                {"title": "Écrivez", "text": "L’association vous répond."},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=pgettext_lazy("block", "Answer"), features=SHORT_FEATURES)

    class Meta:
        label = _("Question")
        icon = "help"


class FaqBlock(blocks.StructBlock):
    """Questions that unfold their answers."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("Your questions"))
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        label = _("Questions and answers")
        icon = "help"
        group = _("Words and pictures")
        template = "blocks/faq.html"
        description = _("A list of questions; each unfolds its answer.")
        preview_value = {
            "title": "Vos questions",
            "questions": [{"question": "Est-ce gratuit ?", "answer": "<p>Oui, pour tout le monde.</p>"}],
        }


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=pgettext_lazy("block", "Words"), max_length=600, rows=3)
    author = blocks.CharBlock(label=_("Who says it"), max_length=80)
    role = blocks.CharBlock(label=_("In what capacity"), required=False, max_length=120)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        group = _("Words and pictures")
        template = "blocks/quote.html"
        description = _("The words of a volunteer or of an association, with their agreement.")
        preview_value = {
            "text": "Le mercredi, j’aide aux devoirs. C’est devenu mon rendez-vous préféré de la semaine.",
            "author": "Une bénévole",
            "role": "accompagnement scolaire",
        }


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)
    logo = ImageChooserBlock(label=_("Logo"), required=False)
    url = blocks.URLBlock(label=_("Website"), required=False)

    class Meta:
        label = _("Partner")
        icon = "group"


class PartnersBlock(blocks.StructBlock):
    """Those who carry the project."""

    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, default=_("They carry the project")
    )
    partners = blocks.ListBlock(PartnerBlock(), label=_("Partners"), default=[])

    class Meta:
        label = _("Partners")
        icon = "group"
        group = _("Words and pictures")
        template = "blocks/partners.html"
        description = _("Names of the partners, with logo and link if there are any.")
        preview_value = {
            "title": "Ils portent le projet",
            "partners": [{"name": "La commune", "role": "porteuse du projet"}, {"name": "Le CPAS"}],
        }
