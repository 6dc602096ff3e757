// Shows what was just done, with a way back; undoing refreshes the page in place.
(() => {
  "use strict";
  const SECONDS = 12;
  const box = () => document.getElementById("toasts");

  function button(text, className) {
    const element = document.createElement("button");
    element.className = `btn ${className}`;
    element.textContent = text;
    return element;
  }

  function undoForm(url) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    form.append(button("Undo", "toast-undo"));
    return form;
  }

  function prepare(toast) {
    const form = toast.querySelector("form");
    if (form) {
      form.setAttribute("hx-post", form.getAttribute("action"));
      form.setAttribute("hx-swap", "none");
      htmx.process(form);
      form.addEventListener("htmx:afterRequest", (event) => {
        if (!event.detail.successful) return;
        toast.remove();
        htmx.ajax("GET", location.pathname + location.search, { target: "#page", select: "#page", swap: "outerHTML" });
      });
    }
    const close = button("×", "toast-close");
    close.type = "button";
    close.setAttribute("aria-label", "Close this message");
    close.addEventListener("click", () => toast.remove());
    toast.append(close);
    // Nobody loses the way back while reading it or standing on it.
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), SECONDS * 1000); };
    const stop = () => clearTimeout(timer);
    for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, stop);
    for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, start);
    start();
  }

  function show(text, undo) {
    const toast = document.createElement("div");
    toast.className = "toast";
    const words = document.createElement("p");
    words.textContent = text;
    toast.append(words);
    if (undo) toast.append(undoForm(undo));
    while (box().children.length > 2) box().firstElementChild.remove();
    box().append(toast);
    prepare(toast);
  }

  document.addEventListener("toast", (event) => {
    for (const { text, undo } of event.detail.value ?? [event.detail]) show(text, undo);
  });
  for (const toast of box()?.querySelectorAll(".toast") ?? []) prepare(toast);
})();
