/* Progressive enhancement only: every page works without this file. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  /* The error summary of a form takes the focus, so that a screen reader starts there. */
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  /* Filters are unfolded where there is room, and folded again where it goes: results come first on a phone. */
  const wide = window.matchMedia("(min-width: 64em)");
  const unfold = () => document.querySelectorAll("details.filters").forEach((panel) => {
    if (wide.matches && !panel.open) {
      panel.open = true;
      panel.dataset.unfolded = "";
    } else if (!wide.matches && "unfolded" in panel.dataset) {
      panel.open = false;
      delete panel.dataset.unfolded;
    }
  });
  unfold();
  wide.addEventListener("change", unfold);

  /* A form is sent once, however often the button is pressed. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "true";
    form.querySelectorAll("button[type=submit], button:not([type])").forEach((button) => {
      button.setAttribute("aria-disabled", "true");
    });
    window.setTimeout(() => { delete form.dataset.sending; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sending]").forEach((form) => {
      delete form.dataset.sending;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });

  /* The menu closes when one of its links is followed (pages swapped in place keep the document). */
  const menu = document.getElementById("site-menu");
  if (menu && menu.hidePopover) {
    menu.addEventListener("click", (event) => {
      if (event.target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
    });
  }
})();
