// Keeps a message while it is typed, and says so. While the connection is away the words stay in the page
// and are sent again when it is back; leaving asks first. Nothing is kept in the browser.
customElements.define("message-composer", class extends HTMLElement {
  static PAUSE = 700;
  static RETRY = 10_000;
  // After these answers asking again does not help.
  static CLOSED = {
    200: "Not kept: you are signed out. Copy your words before you sign in again.",
    403: "Not kept: this page was open for a while. Copy your words, then reload.",
    404: "Not kept: this is no longer here. Copy your words if you want them.",
  };

  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("#composer-text");
    this.subject = this.querySelector("#composer-subject");
    this.keeper = this.querySelector(".composer-keeper");
    this.mail = this.querySelector(".composer-mail");
    this.ended = new AbortController();
    this.isUnkept = this.hasAttribute("data-unkept");
    this.listen(this.form, "input", (event) => this.isTyped(event.target) && this.changed());
    this.listen(this.form, "change", (event) => this.isTyped(event.target) && this.keep());
    this.listen(this.form, "keydown", (event) => this.pressed(event));
    this.listen(this.form, "submit", () => this.settle());
    this.listen(this.form, "htmx:beforeOnLoad", (event) => this.heard(event));
    this.listen(this.keeper, "htmx:configRequest", () => { this.sent = this.words(); });
    this.listen(this.keeper, "htmx:afterRequest", (event) => this.answered(event.detail));
    this.listen(document, "htmx:confirm", (event) => this.first(event));
    this.listen(window, "online", () => this.keep());
    this.listen(window, "beforeunload", (event) => {
      if (this.isUnkept && !this.isMailing) event.preventDefault();
    });
    if (this.mail) this.listen(this.mail, "click", () => this.mailing());
    this.addCopy();
    this.show();
  }

  disconnectedCallback() {
    this.ended.abort();
    clearTimeout(this.timer);
  }

  listen(target, name, act) {
    target.addEventListener(name, act, { signal: this.ended.signal });
  }

  isTyped(field) {
    return field === this.text || field === this.subject;
  }

  words() {
    return `${this.subject?.value ?? ""}\n${this.text.value}`;
  }

  // --- Keeping

  changed() {
    this.isUnkept = true;
    this.say("Keeping…");
    this.show();
    this.later(this.constructor.PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  keep() {
    clearTimeout(this.timer);
    if (this.isUnkept && !this.isClosed && !this.both) htmx.trigger(this.keeper, "keep");
  }

  get both() {
    return this.querySelector(".composer-both");
  }

  settle() {
    this.isUnkept = false;
    clearTimeout(this.timer);
  }

  answered({ successful, xhr }) {
    if (xhr.status === 422) { // htmx calls it successful: it brings words of its own
      this.torn();
    } else if (successful) {
      this.unsure = null;
      if (this.sent === this.words()) this.kept();
      else this.later(this.constructor.PAUSE);
    } else if (xhr.status in this.constructor.CLOSED) {
      this.isClosed = true;
      this.trouble(this.constructor.CLOSED[xhr.status]);
    } else {
      this.unsure = this.sent; // it may have arrived, and only the answer was lost
      this.trouble(xhr.status
        ? "Not kept yet: something went wrong. Your words stay here."
        : "Not kept yet: no connection. Your words stay here.");
      this.later(this.constructor.RETRY);
    }
  }

  kept() {
    this.settle();
    this.say("Kept");
    this.announce("");
    const go = this.waiting;
    this.waiting = null;
    go?.();
  }

  // Another window kept other words; or it was this one, and its answer was lost on the way.
  torn() {
    const other = this.both?.dataset.words;
    if (other && other.trim() === this.unsure?.trim()) {
      this.unsure = null;
      this.both.querySelector("[name=over]").click();
    } else {
      this.trouble("Not kept yet: another window kept other words.");
    }
  }

  // A press in the composer takes the words along; nothing is left to keep when its answer comes.
  // Who was signed out stays here with the words instead of being led away.
  heard(event) {
    const { xhr, elt } = event.detail;
    if (xhr.status >= 400) return;
    if (elt === this.keeper && xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
    if (elt !== this.keeper) this.settle();
    if (elt.name === "over") this.say("Kept");
  }

  // What would put another page here waits until the words are kept.
  first(event) {
    if (!this.isUnkept || this.isClosed || this.contains(event.target)) return;
    event.preventDefault();
    if (this.both) {
      this.both.scrollIntoView();
      this.trouble("Choose one of the two texts first.");
      return;
    }
    this.waiting = () => event.detail.issueRequest(true);
    this.keep();
  }

  // --- Showing

  say(text) {
    this.querySelector(".composer-kept").textContent = text;
  }

  trouble(text) {
    this.waiting = null;
    this.say(text);
    this.announce(text);
  }

  announce(text) {
    const place = this.querySelector(".composer-trouble");
    if (place.textContent !== text) place.textContent = text;
  }

  show() {
    const count = this.querySelector(".composer-count");
    const limit = Number(this.text.dataset.limit);
    const { length } = this.text.value;
    const unit = length === 1 ? count.dataset.one : count.dataset.many;
    count.textContent = `${length}${limit ? ` of ${limit}` : ""} ${unit}`;
    count.classList.toggle("composer-over", Boolean(limit) && length > limit);
    if (!this.mail) return;
    this.mail.href = this.mailto();
    const isTooLong = this.mail.href.length > Number(this.dataset.longest);
    this.mail.hidden = isTooLong;
    this.querySelector(".composer-long").hidden = !isTooLong;
  }

  mailto() {
    const said = { subject: this.subject?.value.trim(), body: this.text.value.replaceAll("\n", "\r\n") };
    const fields = Object.entries(said).filter(([, text]) => text);
    const query = fields.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&");
    const to = encodeURIComponent(this.dataset.to).replaceAll("%40", "@");
    return `mailto:${to}${query ? "?" : ""}${query}`;
  }

  // --- Pressing

  pressed(event) {
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.querySelector(".composer-sent").click();
    } else if (event.target === this.subject) {
      event.preventDefault();
      this.text.focus();
    } else if (event.target.matches(".composer-asks input")) {
      event.preventDefault();
      this.querySelector(".composer-fill").click();
    }
  }

  // Opening the mail program is no leaving.
  mailing() {
    this.isMailing = true;
    setTimeout(() => { this.isMailing = false; }, 1000);
    this.keep();
  }

  addCopy() {
    const place = this.querySelector("template.composer-copy");
    const button = place.content.firstElementChild.cloneNode(true);
    place.after(button);
    button.addEventListener("click", async () => {
      await this.copy();
      button.lastElementChild.textContent = "Copied";
      this.announce("Copied");
      setTimeout(() => { button.lastElementChild.textContent = "Copy"; }, 2000);
    });
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.value);
    } catch {
      this.text.select();
      document.execCommand("copy");
    }
  }
});
