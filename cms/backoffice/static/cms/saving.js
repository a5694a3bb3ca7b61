/* Drafts save themselves a moment after each change. If one did while its page is being published, the page would be made
   twice and the second refused for its address: nothing saves itself any more, and what is on its way is waited for.
   Whom the dialog has told that somebody else changed the page is not asked a second time. */
(() => {
  "use strict";
  document.addEventListener(
    "w-dialog:confirmed",
    () => {
      if (!document.querySelector('[data-w-session-intercept-value="conflict"]')) return;
      const seen = Object.assign(document.createElement("input"), { type: "hidden", name: "newer_seen", value: "asked" });
      document.querySelector("[data-edit-form]").append(seen);
    },
    true,
  );
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches('[data-controller~="w-autosave"]')) return;
      const autosave = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");
      autosave.activeValue = false;
      if (!autosave.submitPromise) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      autosave.submitPromise.finally(() => {
        if (button) button.disabled = false; // a button that shows its progress would not say what it does
        form.requestSubmit(button);
      });
    },
    true,
  );
})();
