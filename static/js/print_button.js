// A button that prints the page; without script there is the browser's own.
(() => {
  "use strict";
  const button = document.getElementById("print-button");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
})();
