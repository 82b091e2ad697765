// The one live region. It stands beside the history, which is a plain region, so nothing is read twice.

import { el, spoken } from "./nodes.js";

/** Milliseconds for a screen reader to take one up before the next comes; quick ones would be lost. */
const EACH = 1200;

export class Announcer {
  node = el("div", { id: "announcer", class: "unseen", role: "status", "aria-live": "polite" });
  #queue = [];
  #timer;

  /** Say this after what is still to be said. */
  say(text) {
    if (!text) return;
    this.#queue.push(text);
    if (!this.#timer) this.#next();
  }

  /** Leave nothing to be read. */
  hush() {
    this.#queue = [];
    this.node.replaceChildren();
  }

  #next() {
    this.#timer = undefined;
    if (!this.#queue.length) return;
    this.node.replaceChildren(...spoken(this.#queue.shift()));
    this.#timer = setTimeout(() => this.#next(), EACH);
  }
}
