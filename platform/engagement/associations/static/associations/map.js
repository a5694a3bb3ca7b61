/* The map of the directory: points of the same search, on the brand's own plain ground. No tiles, nobody else's server. */
(() => {
  "use strict";
  const box = document.querySelector("[data-points]");
  if (!box || !window.L) return;

  const popup = (point) => {
    const content = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = point.commune;
    const list = document.createElement("ul");
    point.associations.forEach((one) => {
      const link = document.createElement("a");
      link.href = one.url;
      link.textContent = one.name;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    });
    content.append(title, list);
    return content;
  };

  const draw = ({ points }) => {
    if (!points.length) return;
    box.hidden = false;
    const map = L.map(box, { zoomSnap: 0.25, maxZoom: 16, attributionControl: false, scrollWheelZoom: false });
    const bounds = L.latLngBounds(points.map((point) => [point.latitude, point.longitude]));
    map.fitBounds(bounds.pad(0.1), { maxZoom: 13, animate: false });
    points.forEach((point) => {
      const number = point.associations.length;
      const icon = L.divIcon({ className: "map__point", html: String(number), iconSize: [28, 28] });
      const label = `${point.commune} (${number})`;
      L.marker([point.latitude, point.longitude], { icon, title: label, alt: label })
        .bindPopup(popup(point), { maxHeight: 260 })
        .addTo(map);
    });
  };

  fetch(box.dataset.points, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : { points: [] }))
    .then(draw)
    .catch(() => { box.hidden = true; });
})();
