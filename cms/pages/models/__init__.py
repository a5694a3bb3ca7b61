"""Types of pages, and the settings of what stands around them. Schema: territory."""

from cms.pages.models.contact import ContactField, ContactPage
from cms.pages.models.reading import (
    AccessibilityPage,
    ContentPage,
    LegalPage,
    PartnersPage,
    PrivacyPage,
)
from cms.pages.models.resources import ResourceIndexPage, ResourcePage
from cms.pages.models.settings import Publisher, Surroundings, publisher
from cms.pages.models.site import HomePage, NewsIndexPage, NewsPage

__all__ = [
    "AccessibilityPage",
    "ContactField",
    "ContactPage",
    "ContentPage",
    "HomePage",
    "LegalPage",
    "NewsIndexPage",
    "NewsPage",
    "PartnersPage",
    "PrivacyPage",
    "Publisher",
    "ResourceIndexPage",
    "ResourcePage",
    "Surroundings",
    "publisher",
]
