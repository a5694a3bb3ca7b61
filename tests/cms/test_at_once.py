"""Two editors who make the same page at the same moment, on two connections."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.pages.models import ContentPage, HomePage
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from tests.harness.clients import HostClient


@pytest.mark.django_db(transaction=True)
def test_the_second_is_told_that_the_address_is_taken(territory_a):
    with tenant_context(territory_a):
        home = HomePage.objects.get()
        editor = User.objects.get(email=f"editor@{territory_a.slug}.example")
        clients = [HostClient(territory_a.primary_host, territory_a) for _ in range(4)]
        for client in clients:
            client.force_login(editor)
    words = nested_form_data(
        {
            "title": "La fête",
            "slug": "la-fete",
            "introduction": "Venez.",
            "body": streamfield([("text", rich_text("<p>À samedi.</p>"))]),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk])
    barrier, answers = threading.Barrier(len(clients)), []

    def save(client):
        try:
            barrier.wait(timeout=10)
            answers.append(client.post(address, words))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    refused = next(answer.content.decode() for answer in answers if answer.status_code == 200)
    assert "la-fete" in refused
    assert "Venez." in refused, "what was typed is still there"
    with tenant_context(territory_a):
        assert ContentPage.objects.filter(title="La fête").count() == 1
