// Our own boxes over the chat: a question with two buttons, or something to read.

import { el, paragraphs } from "./nodes.js";

export class Dialogs {
  #place;
  #open;
  #answer = () => {};

  /** @param {HTMLElement} place where a box is put while it is open */
  constructor(place) {
    this.#place = place;
  }

  get isOpen() {
    return Boolean(this.#open);
  }

  /**
   * @param {{title: string, text: string[], yes?: string, no: string}} words
   * @returns {Promise<boolean>} whether `yes` was pressed
   */
  ask({ title, text, yes, no }) {
    this.close();
    const done = (answer) => () => this.close(answer);
    const keep = el("button", { onclick: done(false) }, no);
    const box = el(
      "dialog",
      { class: "box", lang: "en-NZ", "aria-labelledby": "box-title", onclose: done(false) },
      el("h2", { id: "box-title" }, title),
      text.flatMap(paragraphs),
      el("div", { class: "row" }, yes && el("button", { class: "strong", onclick: done(true) }, yes), keep),
    );
    this.#place.append(box);
    this.#open = box;
    box.showModal();
    keep.focus();
    return new Promise((resolve) => { this.#answer = resolve; });
  }

  /** Close what is open; without an answer, as if it had been no. */
  close(answer = false) {
    const box = this.#open;
    if (!box) return;
    this.#open = undefined;
    box.close();
    box.remove();
    this.#answer(answer);
  }
}
