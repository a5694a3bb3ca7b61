/* “Around me”: the browser's position, to two decimals (a kilometre), becomes a search around its commune. */
(() => {
  "use strict";
  const button = document.querySelector("[data-near-me]");
  if (!button || !navigator.geolocation) return;
  const said = document.querySelector("[data-near-me-said]");
  const form = button.form;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const asked = new URLSearchParams(new FormData(form));
        asked.delete("place");
        asked.set("lat", coords.latitude.toFixed(2));
        asked.set("lon", coords.longitude.toFixed(2));
        window.location.assign(`${form.action}?${asked}`);
      },
      () => {
        button.removeAttribute("aria-busy");
        said.textContent = said.dataset.refused;
      },
      { timeout: 10000, maximumAge: 600000 },
    );
  });
})();
