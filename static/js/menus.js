// Closes an open menu on Escape, on a click elsewhere and when focus leaves it.
(() => {
  "use strict";
  const open = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
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
