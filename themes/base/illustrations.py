"""The house's own illustrations: places of a mesh, 160 × 120, painted by the page's tokens through four classes.

`ground` is an area, `paper` what lies on it, `line` an outline, `spark` the one thing that catches the eye. Drawn for
this product; add one here and it shows in the style guide.
"""

_HILLS = '<path class="ground" d="M4 104q34-34 72-20 44-22 80 12v8z"/>'

ILLUSTRATIONS: dict[str, str] = {
    "meadow": _HILLS
    + '<path class="line" d="M40 92V58m0 14L26 60m14 20 13-12M84 86V40m0 18L68 46m16 24 17-16M122 90V66m0 10-10-8"/>'
    '<g class="paper"><circle cx="40" cy="54" r="6"/><circle cx="24" cy="58" r="4"/>'
    '<circle cx="55" cy="66" r="4"/>'
    '<circle cx="66" cy="44" r="5"/><circle cx="103" cy="52" r="5"/><circle cx="110" cy="66" r="4"/></g>'
    '<circle class="spark" cx="84" cy="34" r="8"/><circle class="spark" cx="122" cy="62" r="5"/>',
    "calendar": '<path class="ground" d="M14 104q60-22 132 0z"/>'
    '<rect class="paper" x="38" y="24" width="84" height="74" rx="6"/>'
    '<path class="line" d="M38 44h84M56 16v16m48-16v16"/>'
    '<path class="line" d="m54 60 17 4 18-6 17 5M71 64l-14 18 30-4 19-15M57 82l32-24"/>'
    '<g class="dot"><circle cx="54" cy="60" r="3.5"/><circle cx="71" cy="64" r="3.5"/>'
    '<circle cx="106" cy="63" r="3.5"/>'
    '<circle cx="57" cy="82" r="3.5"/><circle cx="87" cy="78" r="3.5"/></g>'
    '<circle class="spark" cx="89" cy="58" r="7"/>',
    "letter": '<path class="ground" d="M10 106q68-20 140 0z"/><path class="paper" d="M32 38h96v60H32z"/>'
    '<path class="line" d="m32 38 48 34 48-34M32 98l36-34m60 34L92 64"/>'
    '<path class="line" d="m52 14 20 12 18-14 22 10M72 26l18-14"/><g class="dot">'
    '<circle cx="52" cy="14" r="3.5"/>'
    '<circle cx="72" cy="26" r="3.5"/><circle cx="112" cy="22" r="3.5"/></g>'
    '<circle class="spark" cx="90" cy="12" r="6"/>'
    '<circle class="spark" cx="80" cy="72" r="7"/>',
    "table": '<path class="ground" d="M8 104q70-24 144 0z"/>'
    '<ellipse class="paper" cx="80" cy="70" rx="46" ry="17"/>'
    '<path class="line" d="M80 87v18m-14 0h28"/><path class="line" d="m30 52 50 18 50-18M56 34l24 36 26-36"/>'
    '<g class="dot"><circle cx="30" cy="48" r="8"/><circle cx="56" cy="30" r="8"/>'
    '<circle cx="106" cy="30" r="8"/></g>'
    '<circle class="spark" cx="130" cy="48" r="8"/>',
    "search": _HILLS + '<path class="line" d="m44 34 26-14 30 8 8 28-26 18-32-8z"/>'
    '<path class="line" d="M70 20l-2 26 40 10M44 34l24 12 32-18M50 66l18-20 14 28"/>'
    '<g class="dot"><circle cx="44" cy="34" r="3.5"/><circle cx="70" cy="20" r="3.5"/>'
    '<circle cx="100" cy="28" r="3.5"/>'
    '<circle cx="108" cy="56" r="3.5"/><circle cx="82" cy="74" r="3.5"/><circle cx="50" cy="66" r="3.5"/></g>'
    '<circle class="paper glass" cx="76" cy="48" r="24"/><path class="line thick" d="m94 66 22 24"/>'
    '<circle class="spark" cx="72" cy="48" r="6"/>',
    "signpost": _HILLS + '<path class="line" d="M18 108q30-26 62-22t62 22" stroke-dasharray="2 7"/>'
    '<path class="line thick" d="M80 100V22"/>'
    '<path class="paper" d="M80 28h42l12 10-12 10H80zM80 54H38L26 64l12 10h42z"/>'
    '<path class="line" d="M92 38h26M46 64h24"/><circle class="spark" cx="80" cy="18" r="7"/>',
}
#: Which illustration stands for an icon where there is nothing to show.
FOR_ICON: dict[str, str] = {
    "leaf": "meadow",
    "sparkle": "meadow",
    "calendar": "calendar",
    "clock": "calendar",
    "mail": "letter",
    "message": "letter",
    "hands": "table",
    "heart": "table",
    "users": "table",
    "building": "table",
    "search": "search",
}
