// Keeps a review while it is written, sends it with Ctrl and Enter, and puts saved replies where one last
// wrote. While the connection is away the words stay in the page; nothing is kept in the browser.
customElements.define("review-sheet", class extends HTMLElement {
  static PAUSE = 700;
  static RETRY = 10_000;

  connectedCallback() {
    this.form = this.querySelector("#review-form");
    this.keeper = this.querySelector(".review-keeper");
    this.ended = new AbortController();
    if (!this.querySelector(".review-send")) return; // another coach is on it
    this.place = this.querySelector("#overall");
    this.begin();
    this.listen(this.form, "input", () => this.changed());
    this.listen(this.form, "focusin", ({ target }) => { if (target.matches("textarea")) this.place = target; });
    this.listen(this.form, "submit", () => this.settle());
    this.listen(this, "keydown", (event) => this.pressed(event));
    this.listen(this.keeper, "htmx:configRequest", () => { this.sent = this.words(); });
    this.listen(this.keeper, "htmx:afterRequest", (event) => this.answered(event.detail));
    this.listen(window, "online", () => this.keep());
    this.listen(window, "beforeunload", (event) => { if (this.isUnkept) event.preventDefault(); });
    for (const button of this.querySelectorAll(".reply-insert")) {
      button.hidden = false;
      this.listen(button, "click", () => this.insert(button.closest("li").querySelector(".reply-text").textContent));
    }
  }

  // From the keyboard one goes straight on from list to list; a page opened at a place of its own stays there.
  begin() {
    const open = [...this.querySelectorAll(".verdicts")].find((one) => !one.querySelector(":checked"));
    if (!location.hash) open?.querySelector("input").focus({ preventScroll: true });
  }

  disconnectedCallback() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  listen(target, name, act) {
    target.addEventListener(name, act, { signal: this.ended.signal });
  }

  words() {
    const said = [...new FormData(this.form)].filter(([name]) => /^(overall|words_|verdict_)/.test(name));
    return JSON.stringify(said);
  }

  changed() {
    this.isUnkept = true;
    this.say("Keeping…");
    this.later(this.constructor.PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  keep() {
    clearTimeout(this.timer);
    if (this.isUnkept && !this.querySelector(".composer-both")) htmx.trigger(this.keeper, "keep");
  }

  settle() {
    this.isUnkept = false;
    clearTimeout(this.timer);
  }

  answered({ successful, xhr }) {
    if (xhr.status === 422) {
      this.say("Not kept yet.");
    } else if (!successful) {
      this.say(xhr.status ? "Not kept yet: something went wrong." : "Not kept yet: no connection.");
      this.later(this.constructor.RETRY);
    } else if (this.sent === this.words()) {
      this.settle();
      this.say("Kept");
    } else {
      this.later(this.constructor.PAUSE);
    }
  }

  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector(".review-send").click();
  }

  insert(text) {
    const { place } = this;
    const glue = place.value && !/\s$/.test(place.value) ? " " : "";
    place.value = `${place.value}${glue}${text}`.slice(0, place.maxLength);
    place.focus();
    this.changed();
  }

  say(text) {
    this.querySelector(".review-kept").textContent = text;
  }
});
