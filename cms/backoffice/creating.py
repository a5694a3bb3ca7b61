"""Makes one page at a time below each parent."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class OneByOneCreateView(CreateView):
    """Wagtail looks whether an address is free, then makes the page: two at once both find it free, and the second
    fails with all that was typed. Here the second looks when the first is done, and says that the address is taken."""

    def post(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            Page.objects.select_for_update().only("pk").get(pk=self.parent_page.pk)
            response: HttpResponse = super().post(request)
        return response


class OurPageViewSet(PageViewSet):
    """The views of all types of pages."""

    add_view_class = OneByOneCreateView
