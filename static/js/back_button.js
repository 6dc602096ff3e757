// A page that the browser kept in memory is asked for again, so nothing private shows after signing out.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
