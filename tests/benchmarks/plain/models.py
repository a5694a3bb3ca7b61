"""Pages, blocks and what they show."""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class Commune(models.Model):
    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name


class Association(models.Model):
    name = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)

    def __str__(self):
        return self.name


class Mission(models.Model):
    title = models.CharField(max_length=140)
    need = models.TextField()
    cause = models.CharField(max_length=40)
    association = models.ForeignKey(Association, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)

    def __str__(self):
        return self.title


class Event(models.Model):
    title = models.CharField(max_length=140)
    starts_at = models.DateTimeField()
    association = models.ForeignKey(Association, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)

    def __str__(self):
        return self.title


class Live(blocks.StructBlock):
    title = blocks.CharBlock(required=False)


class Missions(Live):
    class Meta:
        template = "plain/blocks/missions.html"

    def get_context(self, value, parent_context=None):
        missions = Mission.objects.select_related("association", "commune")[:6]
        return super().get_context(value, parent_context) | {"missions": missions}


class Agenda(Live):
    class Meta:
        template = "plain/blocks/agenda.html"

    def get_context(self, value, parent_context=None):
        events = Event.objects.select_related("association", "commune").order_by("starts_at")[:3]
        return super().get_context(value, parent_context) | {"events": events}


class Figures(Live):
    class Meta:
        template = "plain/blocks/figures.html"

    def get_context(self, value, parent_context=None):
        counts = [
            (str(m._meta.verbose_name), m.objects.count()) for m in (Association, Mission, Event, Commune)
        ]
        return super().get_context(value, parent_context) | {"figures": counts}


class Causes(Live):
    class Meta:
        template = "plain/blocks/causes.html"

    def get_context(self, value, parent_context=None):
        causes = Mission.objects.order_by().values("cause").annotate(number=models.Count("pk"))
        return super().get_context(value, parent_context) | {"causes": causes}


class News(Live):
    class Meta:
        template = "plain/blocks/news.html"

    def get_context(self, value, parent_context=None):
        articles = TextPage.objects.live().order_by("-pk")[:3]
        return super().get_context(value, parent_context) | {"articles": articles}


class Steps(Live):
    steps = blocks.ListBlock(
        blocks.StructBlock([("title", blocks.CharBlock()), ("text", blocks.TextBlock())])
    )

    class Meta:
        template = "plain/blocks/steps.html"


class Call(Live):
    text = blocks.TextBlock()
    page = blocks.PageChooserBlock(required=False)

    class Meta:
        template = "plain/blocks/call.html"


class HomePage(Page):
    hero = models.CharField(max_length=120)
    body = StreamField(
        [
            ("figures", Figures()),
            ("missions", Missions()),
            ("agenda", Agenda()),
            ("causes", Causes()),
            ("steps", Steps()),
            ("call", Call()),
            ("news", News()),
        ]
    )
    template = "plain/home.html"


class TextPage(Page):
    introduction = models.TextField(blank=True)
    template = "plain/home.html"
