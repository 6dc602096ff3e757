// Tells the server, once, in which time zone this person lives.
htmx.ajax("POST", "/accounts/time-zone/", {
  source: document.getElementById("page"),
  swap: "none",
  values: { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
});
