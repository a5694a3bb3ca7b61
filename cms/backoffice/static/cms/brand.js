/* The brand screen: the preview follows what is typed. Without this file, the button “Preview” does. */
(() => {
  "use strict";
  const form = document.querySelector("[data-brand]");
  const preview = document.querySelector("[data-preview]");
  if (!form || !preview) return;
  const frame = preview.querySelector("iframe");
  const holder = preview.querySelector(".brand__frame");
  const verdict = form.querySelector("[data-verdict]");
  const parameter = preview.dataset.parameter;
  let token = preview.dataset.token;
  let turn = 0;
  let timer = 0;

  /* Whatever page the frame shows, it shows it in the draft. */
  const dress = () => {
    let here;
    try { here = new URL(frame.contentWindow.location.href); } catch { return; }
    if (!token || here.origin !== location.origin || here.searchParams.get(parameter) === token) return;
    here.searchParams.set(parameter, token);
    frame.contentWindow.location.replace(here);
  };
  frame.addEventListener("load", dress);

  /* The pages follow the reader’s system; the preview shows the other half too: rules for the dark always or never hold. */
  const night = preview.querySelector("[data-dark]");
  const DARK = /\(prefers-color-scheme: dark\)/;
  const shade = () => {
    const inside = frame.contentDocument;
    const dark = night.getAttribute("aria-pressed") === "true";
    if (!inside || dark === window.matchMedia("(prefers-color-scheme: dark)").matches) return;
    inside.documentElement.style.setProperty("color-scheme", dark ? "dark" : "light");
    const turn = (rules) => [...rules].forEach((rule) => {
      if (rule.media && DARK.test(rule.media.mediaText)) {
        rule.media.mediaText = rule.media.mediaText.replace(DARK, dark ? "(min-width: 0px)" : "(max-width: 0px)");
      }
      if (rule.cssRules) turn(rule.cssRules);
    });
    [...inside.styleSheets].forEach((sheet) => turn(sheet.cssRules));
  };
  night.setAttribute("aria-pressed", String(window.matchMedia("(prefers-color-scheme: dark)").matches));
  night.addEventListener("click", () => {
    night.setAttribute("aria-pressed", String(night.getAttribute("aria-pressed") !== "true"));
    frame.contentWindow.location.reload();
  });
  frame.addEventListener("load", shade);

  /* A logo that is chosen shows at once, beside its field and in the preview; it is sent with the rest. */
  const chosen = form.elements.logo;
  const shown = document.createElement("img");
  shown.className = "brand-logo";
  shown.alt = "";
  const wear = () => {
    if (!shown.getAttribute("src")) return;
    frame.contentDocument?.querySelectorAll(".site-brand__logo").forEach((image) => { image.src = shown.src; image.classList.add("site-brand__logo--own"); });
  };
  chosen.addEventListener("change", () => {
    shown.remove();
    shown.removeAttribute("src");
    const [file] = chosen.files;
    if (!file) { frame.contentWindow.location.reload(); return; }
    const reader = new FileReader();
    reader.addEventListener("load", () => { shown.src = reader.result; chosen.after(shown); wear(); });
    reader.readAsDataURL(file);
  });
  frame.addEventListener("load", wear);

  const paint = () => form.querySelectorAll("[data-swatch]").forEach((swatch) => {
    swatch.style.setProperty("background-color", swatch.dataset.swatch);
  });

  const refresh = async () => {
    const mine = ++turn;
    const data = new FormData(form);
    data.delete("logo");
    const answer = await fetch(form.dataset.brand, { method: "POST", body: data }).catch(() => null);
    if (!answer || !answer.ok || mine !== turn) return;
    const found = await answer.json();
    verdict.innerHTML = found.verdict;
    paint();
    if (found.token) { token = found.token; dress(); }
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, 350);
  });
  form.querySelector("[data-preview-button]").hidden = true;
  preview.querySelector("[data-without-script]").hidden = true;

  /* A palette beside each colour that is typed. */
  form.querySelectorAll("[data-colour]").forEach((field) => {
    const palette = document.createElement("input");
    palette.type = "color";
    palette.value = field.value;
    palette.setAttribute("aria-label", `${field.labels[0].textContent} (palette)`);
    palette.className = "brand-palette";
    palette.addEventListener("input", () => { field.value = palette.value; });
    field.addEventListener("input", () => { if (/^#[0-9a-f]{6}$/i.test(field.value)) palette.value = field.value; });
    field.after(palette);
  });

  /* The frame is as wide as a computer or a telephone, and shrunk to the room there is. */
  const sizes = preview.querySelector(".brand__sizes");
  let width = 1280;
  const fit = () => {
    const scale = Math.min(1, holder.clientWidth / width);
    frame.style.setProperty("inline-size", `${width}px`);
    frame.style.setProperty("block-size", `${holder.clientHeight / scale}px`);
    frame.style.setProperty("scale", String(scale));
  };
  sizes.hidden = false;
  sizes.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-width]");
    if (!chosen) return;
    width = Number(chosen.dataset.width);
    sizes.querySelectorAll("[data-width]").forEach((one) => one.setAttribute("aria-pressed", String(one === chosen)));
    fit();
  });
  new ResizeObserver(fit).observe(holder);
  paint();
})();
