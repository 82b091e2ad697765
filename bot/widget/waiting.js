// The line that says that an answer is being worked out, once it takes longer than a moment.

import { el } from "./nodes.js";

/** Milliseconds until it is shown. */
const SOON = 300;

export class Waiting {
  #timer;

  constructor(words) {
    this.node = el("p", { id: "waiting", hidden: true }, words);
  }

  set isBusy(isBusy) {
    clearTimeout(this.#timer);
    this.node.hidden = true;
    if (isBusy) this.#timer = setTimeout(() => { this.node.hidden = false; }, SOON);
  }
}
