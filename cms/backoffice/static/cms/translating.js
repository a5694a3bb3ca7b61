/* The editor of translations leaves its fields without names, and says which language becomes which in English. */
(() => {
  "use strict";
  const editor = document.querySelector(".js-translation-editor");
  if (!editor) return;
  const mend = () => {
    for (const field of editor.querySelectorAll("textarea:not([aria-label])")) {
      const row = field.closest("li");
      const words = [row.querySelector("h4"), row.querySelector("p")].map((one) => one?.innerText).filter(Boolean);
      field.setAttribute("aria-label", words.join("\u00a0: ") || row.closest("ul").previousElementSibling?.innerText);
    }
    for (const heading of editor.querySelectorAll("h3")) {
      const said = heading.innerText.match(/^(.+) to (.+) translation$/);
      if (said) heading.textContent = `${said[1]} → ${said[2]}`;
    }
  };
  new MutationObserver(mend).observe(editor, { childList: true, subtree: true });
})();
