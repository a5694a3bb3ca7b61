"""What the sources cannot tell: seats of communes named after no village, and places far from any other."""

#: Communes named after an island, a river or a merger, by the GeoNames place where their town hall stands.
SEATS = {
    "BE-11057": "Oostmalle", "BE-12041": "Puurs", "BE-23097": "Pamel", "BE-23105": "Hekelgem",
    "BE-23106": "Herne", "BE-24133": "Neerlinter", "BE-25118": "Opheylissem",
    "BE-25119": "Lasne-Chapelle-Saint-Lambert", "BE-25120": "Orp-le-Grand", "BE-25121": "Ottignies",
    "BE-25123": "Rebecq-Rognon", "BE-25124": "Walhain-Saint-Paul", "BE-32030": "Lo", "BE-33039": "Kemmel",
    "BE-33040": "Langemark", "BE-33041": "Oostvleteren", "BE-34043": "Spiere", "BE-41082": "Erpe",
    "BE-44085": "Waarschoot", "BE-44086": "Nazareth", "BE-44088": "Merelbeke", "BE-45060": "Berchem",
    "BE-45061": "Wortegem", "BE-45062": "Sint-Maria-Horebeke", "BE-45063": "Sint-Maria-Lierde",
    "BE-45064": "Etikhove", "BE-45065": "Munkzwalm", "BE-46030": "Beveren", "BE-52074": "Aiseau",
    "BE-52075": "Frasnes-lez-Gosselies", "BE-53083": "Angre", "BE-53084": "Quévy-le-Petit",
    "BE-55050": "Écaussinnes-d'Enghien", "BE-56086": "Ham-sur-Heure", "BE-56088": "Sivry",
    "BE-57093": "Bléharies", "BE-57094": "Leuze", "BE-57095": "Amougies", "BE-57097": "Comines",
    "BE-58003": "Estinnes-au-Mont", "BE-62118": "Hollogne-aux-Pierres", "BE-62120": "Flémalle-Haute",
    "BE-62121": "Neuville-en-Condroz", "BE-63087": "Reuland", "BE-63089": "Thimister", "BE-71070": "Heusden",
    "BE-71071": "Tessenderlo", "BE-72037": "Hamont", "BE-72038": "Hechtel", "BE-72039": "Houthalen",
    "BE-72041": "Dilsen", "BE-72042": "Opglabbeek", "BE-73109": "Sint-Martens-Voeren", "BE-73110": "Bilzen",
    "BE-73111": "Tongeren", "BE-84077": "Libramont", "BE-91142": "Hastière-Lavaux", "BE-92137": "Auvelais",
    "BE-92138": "Noville-les-Bois", "BE-93090": "Nismes", "FR-44003": "Ancenis", "FR-49092": "Chemillé",
    "FR-74112": "Épagny", "FR-91228": "Évry", "FR-95218": "Éragny", "FR-97701": "Gustavia",
    "FR-97801": "Marigot", "FR-98611": "Mala’e", "FR-98612": "Leava", "FR-98613": "Mata-Utu",
    "FR-98714": "Vaitape", "FR-98719": "Rikitea", "FR-98720": "Otepa", "FR-98722": "Hitiaa",
    "FR-98723": "Atuona", "FR-98724": "Fare", "FR-98729": "Afareaitu", "FR-98731": "Taiohae",
    "FR-98740": "Avatoru", "FR-98744": "Moerai", "FR-98745": "Vaitoare", "FR-98747": "Afaahiti",
    "FR-98748": "Vairao", "FR-98750": "Avera", "FR-98753": "Mataura", "FR-98754": "Tevaitoa",
}  # fmt: skip

#: Islands, uninhabited territories and remote villages missing from the extracts of GeoNames, whose
#: neighbours would mislead: latitude and longitude to about a tenth of a degree, always marked approximate.
KNOWN_POSITIONS = {
    "BE-21019": (50.83, 4.44), "BE-73028": (50.73, 5.43), "BE-91143": (49.87, 4.93),
    "FR-22016": (48.85, -3.0), "FR-29083": (48.04, -4.85), "FR-29084": (48.4, -4.96),
    "FR-97352": (3.62, -53.21), "FR-97356": (3.17, -52.33), "FR-97358": (4.82, -53.28),
    "FR-97362": (3.81, -54.15), "FR-97501": (47.1, -56.38), "FR-98411": (-37.83, 77.55),
    "FR-98412": (-49.35, 69.5), "FR-98413": (-46.42, 51.85), "FR-98414": (-66.66, 140.0),
    "FR-98415": (-17.05, 42.73), "FR-98711": (-17.35, -145.5), "FR-98713": (-15.24, -146.62),
    "FR-98715": (-17.55, -149.6), "FR-98716": (-16.06, -145.62), "FR-98717": (-15.82, -140.87),
    "FR-98718": (-10.5, -138.67), "FR-98721": (-17.53, -142.53), "FR-98726": (-16.63, -143.57),
    "FR-98727": (-14.43, -146.07), "FR-98728": (-16.45, -152.25), "FR-98730": (-14.17, -141.23),
    "FR-98732": (-19.28, -138.77), "FR-98737": (-14.82, -138.82), "FR-98739": (-23.87, -147.66),
    "FR-98741": (-27.62, -144.33), "FR-98742": (-18.52, -136.38), "FR-98743": (-22.65, -152.8),
    "FR-98746": (-9.95, -139.08), "FR-98749": (-14.46, -144.97), "FR-98751": (-17.34, -138.4),
    "FR-98755": (-20.77, -138.57), "FR-98756": (-8.92, -139.53), "FR-98757": (-9.4, -140.08),
    "FR-98901": (10.3, -109.22),
}  # fmt: skip
