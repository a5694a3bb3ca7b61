/* The map beside a list: points of the same search, on the brand's own plain ground. No tiles, nobody else's server. */
(() => {
  "use strict";
  const box = document.querySelector("[data-points]");
  if (!box) return;
  const APART = 36; // pixels below which markers would hide one another
  const MANY = 30; // items that a popup still tells; of more, one looks closer
  const MOST_NAMED = 5; // communes that a marker's name tells
  const LETTER = 7; // pixels of a letter of a name, and a name's height and distance from its marker
  const LINE = 16;
  const ASIDE = 12;

  const around = (points) => L.latLngBounds(points.map((point) => [point.latitude, point.longitude]));

  const popup = (places) => {
    const content = document.createElement("div");
    places.forEach(([commune, items]) => {
      const title = document.createElement("strong");
      title.textContent = commune;
      const list = document.createElement("ul");
      items.forEach((one) => {
        const link = document.createElement("a");
        link.href = one.url;
        link.textContent = one.name;
        const item = document.createElement("li");
        item.append(link);
        list.append(item);
      });
      content.append(title, list);
    });
    return content;
  };

  /* The points of one commune are told together. */
  const byCommune = (points) => {
    const places = new Map();
    points.forEach(({ commune, items }) => places.set(commune, [...(places.get(commune) || []), ...items]));
    return [...places].sort((one, other) => other[1].length - one[1].length);
  };

  /* Whoever opens it by the keyboard goes on inside it. */
  const opened = (element) => {
    element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
    element.querySelector("li a").focus({ preventScroll: true });
  };

  const draw = ({ points }) => {
    if (!points.length) return;
    box.hidden = false;
    const map = L.map(box, { zoomSnap: 0.25, maxZoom: 16, attributionControl: false, scrollWheelZoom: false, zoomControl: false });
    L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
    const layer = L.layerGroup().addTo(map);
    // Leaflet hears the key only where the map itself has the focus, not what is on it.
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });

    const place = () => {
      const hadFocus = map.getPane("markerPane").contains(document.activeElement);
      const groups = [];
      points.forEach((point) => {
        const at = map.project([point.latitude, point.longitude], map.getZoom());
        const near = groups.find((group) => group.at.distanceTo(at) < APART);
        if (near) near.points.push(point);
        else groups.push({ at, points: [point] });
      });
      groups.sort((one, other) => other.points.length - one.points.length); // its commune's name goes to the largest
      layer.clearLayers();
      const named = new Set();
      const written = groups.map(({ at }) => L.bounds(at.subtract([15, 15]), at.add([15, 15]))); // no name hides another, nor a marker
      groups.forEach((group) => {
        const places = byCommune(group.points);
        const number = places.reduce((sum, [, items]) => sum + items.length, 0);
        const icon = L.divIcon({ className: "map__point", html: String(number), iconSize: [30, 30] });
        const marker = L.marker([group.points[0].latitude, group.points[0].longitude], { icon });
        marker.addTo(layer);
        if (number > MANY && group.points.length > 1 && map.getZoom() < map.getMaxZoom()) {
          const closer = () => map.fitBounds(around(group.points).pad(0.2), { animate: false });
          marker.on("click", closer).on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && closer());
        } else {
          marker.bindPopup(() => popup(places), { maxHeight: 260 });
        }
        marker.on("popupopen", (event) => opened(event.popup.getElement()));
        marker.on("popupclose", (event) => {
          const { activeElement } = document;
          const lost = activeElement === document.body || event.popup.getElement().contains(activeElement);
          if (lost) marker.getElement()?.focus();
        });
        marker.getElement().setAttribute("aria-label", `${number} – ${places.slice(0, MOST_NAMED).map(([commune]) => commune).join(", ")}${places.length > MOST_NAMED ? "…" : ""}`);
        const [commune] = places[0];
        const length = commune.length * LETTER;
        const free = [["bottom", 0, 1, -length / 2], ["top", 0, -1, -length / 2], ["right", 1, 0, 0], ["left", -1, 0, -length]]
          .map(([direction, x, y, from]) => {
            const start = group.at.add([from + x * (ASIDE + 4), y * (ASIDE + LINE / 2) - LINE / 2]);
            return { direction, offset: [x * ASIDE, y * ASIDE], bounds: L.bounds(start, start.add([length, LINE])) };
          })
          .find(({ bounds }) => !written.some((one) => one.overlaps(bounds)));
        if (!named.has(commune) && free) {
          named.add(commune);
          written.push(free.bounds);
          marker.bindTooltip(commune, { permanent: true, direction: free.direction, offset: free.offset, className: "map__name" });
        }
      });
      if (hadFocus) box.focus();
    };

    map.fitBounds(around(points).pad(0.1), { maxZoom: 13, animate: false });
    place();
    map.on("zoomend", place);
  };

  const loaded = (element, attributes) => new Promise((resolve, reject) => {
    Object.assign(element, attributes, { onload: resolve, onerror: reject });
    document.head.prepend(element); // before the styles that correct Leaflet's
  });

  const load = () => Promise.all([
    fetch(box.dataset.points, { headers: { Accept: "application/json" } }),
    loaded(document.createElement("link"), { rel: "stylesheet", href: box.dataset.styles }),
    loaded(document.createElement("script"), { src: box.dataset.leaflet }),
  ])
    .then(([answer]) => (answer.ok ? answer.json() : { points: [] }))
    .then(draw)
    .catch(() => { box.hidden = true; });

  /* A map far down the page costs nothing until somebody comes near. What is hidden is never near: its place is looked at. */
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    load();
  }, { rootMargin: "600px" }).observe(box.parentElement);
})();
