// The box to type into: one line that grows. Enter sends, Shift and Enter breaks the line.

import { el, icon, turnOff, turnOn } from "./nodes.js";
import { SERVED } from "./served.js";

const ARROW = "M4 12h15M13 6l6 6-6 6";

export class Composer {
  #button;

  /** @param {{w, send: (text: string) => void}} parts */
  constructor({ w, send }) {
    this.send = send;
    this.words = el("textarea", {
      id: "words",
      rows: "1",
      autocomplete: "off",
      placeholder: w.placeholder,
      "aria-describedby": "hint",
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#fit(),
    });
    this.#button = el("button", { id: "send", class: "strong" }, icon(ARROW), el("span", {}, w.send));
    this.node = el(
      "form",
      { id: "composer", hidden: true, onsubmit: (event) => this.#submit(event) },
      el("label", { for: "words", class: "unseen" }, w.message),
      el("div", { class: "row" }, this.words, this.#button),
      el("p", { id: "hint", lang: "en-NZ" }, SERVED.privacy),
    );
  }

  /** Give words back that were not taken, before what was typed since. */
  put(text) {
    this.words.value = [text, this.words.value].filter(Boolean).join("\n");
    this.#fit();
  }

  empty() {
    this.words.value = "";
    this.#fit();
  }

  set isBusy(busy) {
    if (busy) turnOff(this.#button);
    else turnOn(this.#button);
  }

  #submit(event) {
    event.preventDefault();
    this.#send();
    this.words.focus();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    if (this.words.value.trim()) this.send(this.words.value);
  }

  /** As tall as its words; the stylesheet says when it is enough. */
  #fit() {
    this.words.style.height = "auto";
    this.words.style.height = `${this.words.scrollHeight + 3}px`;
  }
}
