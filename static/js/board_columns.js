// Dragging a card onto another column presses the button on the card that moves it there.
// The card stays where it was until the server says where it belongs: it may ask something first.
customElements.define("board-columns", class extends HTMLElement {
  connectedCallback() {
    this.lists = [...this.querySelectorAll(".column-cards")].map((list) => new Sortable(list, {
      group: "people",
      draggable: ".person-card",
      filter: "a, button, summary, input",
      preventOnFilter: false,
      forceFallback: true,
      fallbackOnBody: true,
      fallbackTolerance: 4,
      delay: 180,
      delayOnTouchOnly: true,
      animation: 120,
      onStart: ({ item }) => { this.next = item.nextElementSibling; },
      onEnd: ({ item, from, to }) => {
        from.insertBefore(item, this.next?.parentElement === from ? this.next : null);
        if (to === from) return;
        item.querySelector(`.card-moves button[value="${to.dataset.stage}"]`)?.click();
      },
    }));
  }

  disconnectedCallback() {
    for (const list of this.lists ?? []) list.destroy();
  }
});
