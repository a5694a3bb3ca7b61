/* Completes a commune as one types, by filling the input's <datalist>. Without it the field works all the same. */
(function () {
  "use strict";

  const PAUSE_MS = 150;
  const SHORTEST = 2;

  function label(commune) {
    return commune.postcodes.length ? `${commune.name} (${commune.postcodes[0]})` : commune.name;
  }

  function fill(list, communes) {
    list.replaceChildren(
      ...communes.map(function (commune) {
        const option = document.createElement("option");
        option.value = label(commune);
        option.label = `${label(commune)}, ${commune.division_name}`;
        return option;
      }),
    );
  }

  function attach(input) {
    let timer = 0;
    let request = null;

    async function complete() {
      const text = input.value.trim();
      const chosen = Array.from(input.list.options).some((option) => option.value === text);
      if (text.length < SHORTEST || chosen) return;
      if (request) request.abort();
      request = new AbortController();
      const url = new URL(input.dataset.communesUrl, document.baseURI);
      url.searchParams.set("q", text);
      if (input.dataset.communesCountry) url.searchParams.set("country", input.dataset.communesCountry);
      try {
        const response = await fetch(url, { signal: request.signal, headers: { Accept: "application/json" } });
        if (response.ok) fill(input.list, await response.json());
      } catch (error) {
        if (error.name !== "AbortError") input.list.replaceChildren();
      }
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(complete, PAUSE_MS);
    });
  }

  document.querySelectorAll("input[data-communes-url]").forEach(attach);
})();
