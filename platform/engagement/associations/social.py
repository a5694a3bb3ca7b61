"""Links to social networks: which are known, and what they are called."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Host, or end of one after a dot, to the network's name.
NETWORKS = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "youtube.com": "YouTube",
    "tiktok.com": "TikTok",
    "bsky.app": "Bluesky",
    "x.com": "X",
    "twitter.com": "X",
    "threads.net": "Threads",
    "twitch.tv": "Twitch",
    "vimeo.com": "Vimeo",
    "helloasso.com": "HelloAsso",
    "mastodon.social": "Mastodon",
    "mamot.fr": "Mastodon",
    "piaille.fr": "Mastodon",
    "framapiaf.org": "Mastodon",
    "peertube.fr": "PeerTube",
    "mobilizon.fr": "Mobilizon",
}


def network_of(url: str) -> str:
    """The name of the network that a secure link leads to; empty for any other address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme != "https" or parts.username or not parts.path.strip("/"):
        return ""
    return next(
        (name for end, name in NETWORKS.items() if host == end or host.endswith(f".{end}")),
        "",
    )
