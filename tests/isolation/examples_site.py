"""Where pages, files and what guards them are visited."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.filling_site import SHARED_PASSWORD
from tests.isolation.walker import At, Example


def _served(filled: Filled) -> list[At]:
    """Pages by their address, in each state; what a redirect answers; nothing at all."""
    word = filled.site.pages["published"].slug.removesuffix("-publie")
    pages = [page.url_path.removeprefix(filled.site.home.url_path) for page in filled.site.pages.values()]
    dutch = f"nl/{filled.site.translated.url_path.split('/', 2)[2]}"
    return [
        At(path=f"/{path}")
        for path in ("", *pages, "nl/", dutch, "nl/charte/", f"ancien/{word}/", "nulle-part/")
    ]


def _media(filled: Filled) -> list[At]:
    site = filled.site
    files = [site.image.file, site.rendition.file, site.document.file, site.uploaded_image.file]
    files += [filled.associations["published"].logo, filled.events["published"].picture]
    files += [filled.messaging.attachment.file, *(export.file for export in filled.exports.values())]
    files += [site.brand.logo, site.partner.logo]
    with_brand = [*(file.name for file in files), "avatar_images/nobody.png"]
    folder = filled.territory.schema_name
    escapes = [
        f"../{folder}/{site.image.file.name}",
        f"original_images/../../{folder}/{site.image.file.name}",
    ]
    return [At(path=f"/media/{name}") for name in (*with_brand, *escapes, folder)]


def _documents(filled: Filled) -> list[At]:
    both = (filled.site.document, filled.site.private_document)
    return [At(args=(document.pk, document.filename)) for document in both]


EXAMPLES: dict[str, Example] = {
    "branding:theme": lambda filled: At(kwargs={"fingerprint": "0" * 16}),
    "branding:icon": lambda filled: [At(kwargs={"side": side}) for side in (48, 180, 512, 13)],
    "media": _media,
    "wagtailforms:list_submissions": lambda filled: At(kwargs={"page_id": filled.site.pages["contact"].pk}),
    "wagtailforms:list_submissions_results": lambda filled: At(
        kwargs={"page_id": filled.site.pages["contact"].pk}
    ),
    "pages:search": lambda filled: [At(query={"q": "sentier"}), At(query={"q": "bénévole"}), At()],
    "wagtail_serve": _served,
    "wagtaildocs_serve": _documents,
    "wagtailcore_authenticate_with_password": lambda filled: At(
        kwargs={
            "page_view_restriction_id": filled.site.restriction.pk,
            "page_id": filled.site.pages["private"].pk,
        },
        data={"password": SHARED_PASSWORD, "return_url": "/"},
    ),
    "wagtaildocs_authenticate_with_password": lambda filled: At(
        kwargs={"restriction_id": filled.site.collection_restriction.pk},
        data={"password": SHARED_PASSWORD, "return_url": "/"},
    ),
}
