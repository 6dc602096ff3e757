// Pressing a placeholder of the list puts it into the text, where the cursor stands or last stood.
customElements.define("placeholder-words", class extends HTMLElement {
  connectedCallback() {
    for (const word of this.querySelectorAll("code")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet";
      word.replaceWith(button);
      button.append(word);
      button.addEventListener("click", () => this.insert(word.textContent));
    }
  }

  insert(text) {
    const area = document.getElementById(this.getAttribute("for"));
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
