// Closes an open menu on Escape, on a click elsewhere and when focus leaves it; closes a dialog when asked.
(() => {
  "use strict";
  const open = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    }
  });
  // What htmx put beside a step is a menu too.
  const putOff = (keep) => {
    for (const place of document.querySelectorAll(".put-off"))
      if (!place.contains(keep)) place.replaceChildren();
  };
  document.addEventListener("click", (event) => putOff(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const beside = document.activeElement.closest(".put-off")?.previousElementSibling;
    putOff(null);
    beside?.focus();
    for (const menu of open()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
})();
