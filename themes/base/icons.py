"""The house's own icons: 24 × 24 line drawings in `currentColor`, 1.75 units thick, round ends.

Each value is what stands inside the `<svg>`. Drawn for this product; add one here and it shows in the style
guide.
"""

ICONS: dict[str, str] = {
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "filter": '<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>',
    "users": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5"/>'
    '<path d="M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18 14.9c1.9.7 3.1 2.3 3.6 4.6"/>',
    "heart": '<path d="M12 20S3.5 15 3.5 9.3A4.6 4.6 0 0 1 12 6.7'
    'a4.6 4.6 0 0 1 8.5 2.6C20.5 15 12 20 12 20z"/>',
    "hands": '<path d="M3 13.5 7.5 9c1-1 2.5-1 3.5 0l1 1 1-1c1-1 2.5-1 3.5 0l4.5 4.5"/>'
    '<path d="m7 14.5 3.5 3.5c.8.8 2.2.8 3 0l3.5-3.5"/><path d="M3 7v9m18-9v9"/>',
    "map-pin": '<path d="M12 21s-6.5-5.7-6.5-11a6.5 6.5 0 0 1 13 0C18.5 15.3 12 21 12 21z"/>'
    '<circle cx="12" cy="10" r="2.3"/>',
    "calendar": '<rect x="3.5" y="5.5" width="17" height="15" rx="2.5"/><path d="M3.5 10.5h17M8 3v4m8-4v4"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "home": '<path d="m3.5 11.5 8.5-7 8.5 7"/><path d="M5.5 10v9.5h13V10"/><path d="M10 19.5v-5h4v5"/>',
    "building": '<path d="M4.5 20.5v-15l8-2.5v17.5m0-11 7 2v9M2.5 20.5h19"/><path d="M8 9h1m-1 4h1m-1 4h1"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13.5" rx="2.5"/><path d="m4 7.5 8 6 8-6"/>',
    "message": '<path d="M4 5.5h16v11h-8.5L7 20.5v-4H4z"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "check-circle": '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "alert": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5m0 2.3v.2"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5m0-9v.2"/>',
    "arrow-left": '<path d="M20 12H4.5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M4 12h15.5m-6-6 6 6-6 6"/>',
    "chevron-right": '<path d="m9 5.5 6.5 6.5L9 18.5"/>',
    "chevron-down": '<path d="m5.5 9 6.5 6.5L18.5 9"/>',
    "external": '<path d="M13.5 4.5h6v6m0-6-9 9"/><path d="M17.5 14v5.5h-13v-13H10"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "star": '<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6-4.4-4.2 6-.8z"/>',
    "sparkle": '<path d="M11 3.5c.6 4.7 2.3 6.4 7 7'
    '-4.7.6-6.4 2.3-7 7-.6-4.7-2.3-6.4-7-7 4.7-.6 6.4-2.3 7-7z"/>'
    '<path d="M18.5 15.5c.2 2 1 2.8 3 3-2 .2-2.8 1-3 3-.2-2-1-2.8-3-3 2-.2 2.8-1 3-3z"/>',
    "network": '<circle cx="12" cy="5" r="2"/><circle cx="5" cy="17" r="2"/><circle cx="19" cy="17" r="2"/>'
    '<circle cx="12" cy="13" r="2"/>'
    '<path d="M12 7v4m-1.8 3.1-3.5 2m7.1-2 3.5 2M11 6.7 6 15.3m7-8.6 5 8.6M7 17h10"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M3.5 12h17M12 3.5c5 5 5 12 0 17m0-17c-5 5-5 12 0 17"/>',
    "tag": '<path d="M4 4.5h7.5L20.5 13.5 13.5 20.5 4 11.5z"/><path d="M8 8.5v.1"/>',
    "download": '<path d="M12 4v11.5m-5-5 5 5 5-5M4.5 20h15"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H3.5V9h17v8H17"/><path d="M7 14h10v6.5H7z"/>',
    "list": '<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1m0 5.4v.1m0 5.4v.1"/>',
    "map": '<path d="m3.5 6.5 5.5-2.5 6 2.5 5.5-2.5v13.5L15 20l-6-2.5-5.5 2.5z"/>'
    '<path d="M9 4v13.5M15 6.5V20"/>',
    "leaf": '<path d="M5 19c0-9 5-14 15-14 0 10-5 14-11 14-2 0-3-1-3-1"/><path d="M4 21c2-6 5-9 10-11"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V7.5a4 4 0 0 1 8 0V11"/>',
}
