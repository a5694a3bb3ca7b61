/* The editor of translations leaves its fields without names, says which language becomes which in English, and begins
   with files for agencies: what there is to translate comes first. */
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
    for (const file of editor.querySelectorAll("section > div:first-child:has([href*='/pofile/'])")) file.parentElement.append(file);
    for (const heading of editor.querySelectorAll("h3")) {
      const said = heading.innerText.match(/^(.+) to (.+) translation$/);
      if (said) heading.textContent = `${said[1]} → ${said[2]}`;
    }
  };
  new MutationObserver(mend).observe(editor, { childList: true, subtree: true });
})();
