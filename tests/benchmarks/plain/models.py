"""Pages, blocks and what they show."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from wagtail import blocks
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page


class Commune(models.Model):
    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name


class Cause(models.Model):
    slug = models.SlugField()
    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name


class Association(models.Model):
    name = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    published = models.BooleanField(default=True)

    def __str__(self):
        return self.name


class Volunteer(models.Model):
    email = models.EmailField()

    def __str__(self):
        return self.email


class Testimonial(models.Model):
    text = models.TextField()
    author = models.CharField(max_length=80)
    association = models.ForeignKey(Association, on_delete=models.CASCADE)

    def __str__(self):
        return self.author


class Mission(models.Model):
    title = models.CharField(max_length=140)
    slug = models.SlugField()
    need = models.TextField()
    causes = models.ManyToManyField(Cause)
    association = models.ForeignKey(Association, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    published = models.BooleanField(default=True)

    def __str__(self):
        return self.title

    @property
    def url(self):
        return f"/missions/{self.slug}/"

    @property
    def text(self):
        return Truncator(self.need).words(28)

    @property
    def meta(self):
        slots = [slot for slot in self.slots.all() if slot.starts_at > timezone.now()]
        free = sum(slot.capacity - len(slot.participations.all()) for slot in slots)
        found = [
            {"icon": "plain/icons/map-pin.html", "text": self.commune.name},
            {"icon": "plain/icons/calendar.html", "text": moment(slots[0].starts_at)},
        ]
        if free:
            found.append({"icon": "plain/icons/users.html", "text": f"{free} places libres"})
        return found

    @property
    def badges(self):
        return [{"text": cause.name, "tone": "brand"} for cause in self.causes.all()]


class Slot(models.Model):
    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(default=4)

    class Meta:
        ordering = ("starts_at",)

    def __str__(self):
        return str(self.starts_at)


class Participation(models.Model):
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="participations")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE)

    def __str__(self):
        return str(self.pk)


class Event(models.Model):
    title = models.CharField(max_length=140)
    slug = models.SlugField()
    description = models.TextField()
    starts_at = models.DateTimeField()
    price = models.CharField(max_length=40, blank=True)
    causes = models.ManyToManyField(Cause)
    association = models.ForeignKey(Association, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    published = models.BooleanField(default=True)

    def __str__(self):
        return self.title

    @property
    def url(self):
        return f"/evenements/{self.slug}/"

    @property
    def text(self):
        return Truncator(self.description).words(24)

    @property
    def meta(self):
        return [
            {"icon": "plain/icons/calendar.html", "text": moment(self.starts_at)},
            {"icon": "plain/icons/map-pin.html", "text": self.commune.name},
        ]

    @property
    def badges(self):
        found = [{"text": cause.name, "tone": "brand"} for cause in self.causes.all()]
        return [*found, {"text": self.price or "Gratuit", "tone": "neutral"}]


def moment(at):
    return date_format(timezone.localtime(at), "l j F, G \\h i")


@register_setting
class Footer(BaseSiteSetting):
    words = models.TextField(blank=True)


class Live(blocks.StructBlock):
    title = blocks.CharBlock(required=False)


class Missions(Live):
    class Meta:
        template = "plain/blocks/missions.html"

    def get_context(self, value, parent_context=None):
        missions = (
            Mission.objects.filter(published=True, association__published=True)
            .select_related("association", "commune")
            .prefetch_related("causes", "slots__participations")
            .annotate(next_at=models.Min("slots__starts_at"))
            .order_by("next_at")[:6]
        )
        return super().get_context(value, parent_context) | {"missions": missions}


class Agenda(Live):
    class Meta:
        template = "plain/blocks/agenda.html"

    def get_context(self, value, parent_context=None):
        events = (
            Event.objects.filter(published=True, starts_at__gt=timezone.now())
            .select_related("association", "commune")
            .prefetch_related("causes")
            .order_by("starts_at")[:6]
        )
        return super().get_context(value, parent_context) | {"events": events}


class Figures(Live):
    class Meta:
        template = "plain/blocks/figures.html"

    def get_context(self, value, parent_context=None):
        counts = [
            ("associations", Association.objects.filter(published=True).count()),
            ("missions ouvertes", Mission.objects.filter(published=True).count()),
            ("bénévoles", Volunteer.objects.count()),
            ("communes", Commune.objects.count()),
        ]
        return super().get_context(value, parent_context) | {"figures": counts}


class Causes(Live):
    class Meta:
        template = "plain/blocks/causes.html"

    def get_context(self, value, parent_context=None):
        causes = Cause.objects.annotate(number=models.Count("mission")).order_by("-number", "name")
        return super().get_context(value, parent_context) | {"causes": causes}


class Testimonials(Live):
    class Meta:
        template = "plain/blocks/testimonials.html"

    def get_context(self, value, parent_context=None):
        testimonials = Testimonial.objects.select_related("association")[:3]
        return super().get_context(value, parent_context) | {"testimonials": testimonials}


class News(Live):
    class Meta:
        template = "plain/blocks/news.html"

    def get_context(self, value, parent_context=None):
        articles = TextPage.objects.live().filter(date__isnull=False).order_by("-date")[:3]
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
    label = blocks.CharBlock(required=False)

    class Meta:
        template = "plain/blocks/call.html"


class HomePage(Page):
    hero = models.CharField(max_length=120)
    hero_text = models.TextField(blank=True)
    body = StreamField(
        [
            ("figures", Figures()),
            ("missions", Missions()),
            ("agenda", Agenda()),
            ("causes", Causes()),
            ("steps", Steps()),
            ("testimonials", Testimonials()),
            ("call", Call()),
            ("news", News()),
        ]
    )
    template = "plain/home.html"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"radius_choices": (5, 10, 20, 50)}


class TextPage(Page):
    introduction = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    template = "plain/text.html"
