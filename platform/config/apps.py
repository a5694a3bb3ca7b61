"""The three schema lists: which application has tables in which schema.

An application in both lists has one table in `public` and one in every territory. Such a table, when it is missing
from a territory's schema, silently resolves to the public one, so each entry of BOTH carries its reason, and the
isolation suite checks that every table of TERRITORY exists in every territory.
"""

#: The network's own tables, in the schema `public` only.
PUBLIC = [
    "django_tenants",  # no tables; its commands and its migration router
    # One registry of content types for all schemas: per schema, its process-wide cache would hand one territory
    # the ids of another (docs/adr/0003).
    "django.contrib.contenttypes",
    "tenants.registry",
    "tenants.geography",
    "tenants.provisioning",
    "tenants.archives",
    "tenants.portal",
    "tenants.billing",
    "tenants.opening",
    "tenants.observatory",
    "tenants.console",
    "matching.catalogue",
    "matching.network",
    "matching.envelopes",
    "matching.seekers",
]

#: Tables in `public` and in each territory.
BOTH = [
    "kernel.accounts",  # citizens and editors belong to a territory; network administrators to the network
    "kernel.audit",  # acts within a territory stay there; acts of network administrators are the network's
    "kernel.mail",  # an e-mail on its way is a row of whoever sends it: a territory, or the network to an applicant
    "django.contrib.auth",  # groups and permissions of either kind of user
    "django.contrib.sessions",  # a session is a row beside its user
    "allauth.account",  # network administrators prove their addresses,
    "allauth.mfa",  # sign in in two steps,
    "allauth.usersessions",  # and see their sessions, as everybody does in her territory
]

#: Tables in each territory's schema only.
TERRITORY = [
    "kernel.editions",
    "themes.branding",
    "engagement.associations",
    "engagement.missions",
    "engagement.volunteers",
    "engagement.participations",
    "engagement.rules",
    "engagement.charter",
    "engagement.agenda",
    "engagement.offers",
    "engagement.messaging",
    "engagement.invitations",
    "engagement.recognition",
    "engagement.passes",
    "engagement.suggestions",
    "engagement.moderation",
    "engagement.privacy",
    "engagement.figures",
    "cms.pages",
    "cms.visits",
    "allauth",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.team.apps.TeamConfig",  # wagtail.users with our forms
    "wagtail_localize",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

#: Rooms whose tables public pages show, so that a write to one makes a new edition of the pages (kernel.editions) …
EDITION_APPS = {"cms", "engagement", "themes"}
#: … except these, of which no page of a visitor shows anything …
EDITION_QUIET = {
    "associations_invitation",
    "associations_joinrequest",
    "associations_membership",
    "charter_signature",
    "figures_report",
    "invitations_fromaway",
    "invitations_missioninvitation",
    "invitations_refrain",
    "invitations_sentaway",
    "messaging_attachment",
    "messaging_block",
    "messaging_conversation",
    "messaging_message",
    "messaging_readmark",
    "messaging_replyaddress",
    "messaging_report",
    "messaging_reveal",
    "missions_pattern",
    "moderation_reading",
    "participations_calendarfeed",
    "participations_question",
    "passes_guest",
    "passes_journey",
    "passes_notice",
    "passes_pass",
    "passes_release",
    "privacy_consent",
    "privacy_export",
    "privacy_retentionnotice",
    "recognition_certificate",
    "recognition_certificate_associations",
    "recognition_expense",
    "recognition_thanks",
    "suggestions_learned",
    "suggestions_pool",
    "suggestions_rerouting",
    "suggestions_suggested",
    "suggestions_week",
    "visits_dailyviews",
}
#: … and these of other packages.
EDITION_TABLES = {
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_site",
    "wagtaildocs_document",
    "wagtailimages_image",
}

#: No tables at all.
TABLELESS = [
    "kernel.embedded",
    "anymail",
    "kernel.tenancy",
    "kernel.ui",
    "themes.presets",
    "themes.base",
    "matching.taxonomy",
    "matching.search",
    "cms.backoffice",
    "cms.blocks",
    "cms.seeds",
    "cms.territory",
    "cms.figures",
    "demo",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "leaflet",  # its static files
]
