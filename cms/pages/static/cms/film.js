/* Shows a film in its page, once its visitor has agreed. Nothing is asked of another site before. */
(() => {
  "use strict";
  document.querySelectorAll(".film[data-player]:not([data-ready])").forEach((film) => {
    film.dataset.ready = "";
    const agree = film.querySelector(".film__agree");
    agree.hidden = false;
    agree.addEventListener("click", () => {
      const player = document.createElement("iframe");
      player.className = "film__player";
      player.src = film.dataset.player;
      player.title = film.dataset.title;
      player.allow = "autoplay; fullscreen; picture-in-picture";
      film.querySelector(".film__door").replaceWith(player);
      player.focus();
    });
  });
})();
