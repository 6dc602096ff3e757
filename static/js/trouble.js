// Says what went wrong when an answer did not come, and that nothing that was typed is lost.
(() => {
  "use strict";
  const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text } }));

  // What asks by itself, again and again, says so in its own place.
  const isQuiet = (event) => event.detail.elt?.hasAttribute("data-quiet");

  document.addEventListener("htmx:sendError", (event) => isQuiet(event) ||
    say("We could not reach Inroad. Your words are still here; try again in a moment."));
  document.addEventListener("htmx:timeout", (event) => isQuiet(event) ||
    say("That took too long. Your words are still here; try again in a moment."));
  document.addEventListener("htmx:responseError", (event) => {
    if (isQuiet(event)) return;
    const status = event.detail.xhr.status;
    if (status === 422 || status === 403) return; // these bring their own words
    if (status === 404) say("This is no longer here. Reload the page to see how things are now.");
    else if (status === 429) say("That was a lot at once. Wait a minute, then try again.");
    else say("Something went wrong on our side. Your words are still here; please try again.");
  });
})();
