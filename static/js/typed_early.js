// What somebody wrote or chose before the scripts were there counts as if it were written now.
// A browser that brings words back after a reload does the same.
document.addEventListener("htmx:load", () => {
  const isText = (field) => field.matches("textarea, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])");
  const isChanged = (field) => (isText(field) ? field.value !== field.defaultValue : field.checked && !field.defaultChecked);
  for (const field of document.querySelectorAll("textarea, input:not([type=hidden], [type=file])")) {
    if (isChanged(field)) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}, { once: true });
