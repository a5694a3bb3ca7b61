/* Wagtail's chooser of blocks is a list box with buttons (“Preview”) between its options, which no list box may hold:
   screen readers pass over them. A grid may: each row is a block and its preview. */
(() => {
  "use strict";
  const roles = [
    ["w-combobox__menu", "grid"],
    ["w-combobox__optgroup", "rowgroup"],
    ["w-combobox__option-row", "row"],
    ["w-combobox__option", "gridcell"],
    ["w-combobox__option-preview", "gridcell"],
  ];
  const mend = () => {
    for (const [name, role] of roles)
      for (const element of document.getElementsByClassName(name))
        if (element.getAttribute("role") !== role) element.setAttribute("role", role);
  };
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
})();
