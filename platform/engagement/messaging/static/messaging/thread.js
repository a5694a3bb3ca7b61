/* An open conversation asks for what is new, as long as somebody looks at it. */
(() => {
  "use strict";
  const follower = () => document.getElementById("thread-follow");
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && follower()) window.htmx.trigger(follower(), "look");
  });
  /* Signed out meanwhile, or no longer hers to read. */
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status < 500 && follower()) follower().remove();
  });
})();
