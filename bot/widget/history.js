// What was said, as nodes: replies, what the person said, and notices with a button.

import { draw, gist } from "./draw.js";
import { button, el, isOff, turnOff, turnOn, unseen } from "./nodes.js";
import { SAYS } from "./words.js";

const OPTIONS = ".question .options button";
/** Where the focus goes in a reply: what is urgent, what is asked, what the answer is. */
const FIRST = [".notice.emergency", ".question", ".answer h2"];

export class History {
  #announcer;
  #ways;
  /** @param {{w, announcer, ways}} parts `ways` is what the buttons of blocks do; see draw.js */
  constructor({ w, announcer, ways }) {
    this.#announcer = announcer;
    this.#ways = ways;
    this.node = el("section", { id: "history", tabindex: "-1", "aria-label": w.history, lang: "en-NZ" });
  }

  clear() {
    this.node.replaceChildren();
    this.#announcer.hush();
  }

  /** Show a reply; old buttons stay readable, and only what is open now can be pressed. */
  reply(received = [], { isSpoken = true, isLed = false } = {}) {
    const blocks = withoutRepeats(received);
    if (blocks.some((block) => block.type === "question")) this.#spend(OPTIONS);
    if (blocks.some((block) => block.type === "facts")) this.#spend("[data-change]", ".facts");
    const isAnswer = blocks.some((block) => block.type === "answer");
    const reply = el("div", { class: isAnswer ? "reply answering" : "reply" }, blocks.map((block) => draw(block, this.#ways)));
    if (reply.childElementCount) this.node.append(reply);
    const led = isLed ? this.#lead(reply) : undefined;
    // Of two quotes one hears once that there are any.
    if (isSpoken) this.#announcer.say([...new Set(blocks.map((block) => gist(block, led)).filter(Boolean))].join(" "));
    return reply;
  }

  mine(text, extra = "") {
    const mine = el("div", { class: `mine ${extra}` }, unseen("You: "), el("p", {}, text));
    this.node.append(mine);
    return mine;
  }

  /** The person's side of a turn that the server kept. */
  said(said) {
    if (said?.how === "chose") this.mine(said.label);
    if (said?.how === "typed") this.mine(SAYS.unkept, "unkept");
  }

  /** A notice of the page's own. */
  note(text, level = "error") {
    const node = el("div", { class: `notice ${level}` }, el("p", {}, text));
    this.node.append(node);
    this.#announcer.say(text);
    return node;
  }

  /** The same, with a button under it. */
  offer(text, label, action, level = "error") {
    const node = this.note(text, level);
    node.append(button({ class: "strong" }, label, () => {
      node.remove();
      action();
    }));
    return node;
  }

  /** The same, with a button that can be pressed after some seconds. */
  offerLater(seconds, text, label, action) {
    const node = this.offer(text, label, action);
    const later = node.querySelector("button");
    const end = performance.now() + seconds * 1000;
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      later.textContent = left > 0 ? SAYS.againIn(left) : label;
      if (left > 0 && node.isConnected) setTimeout(tick, 250);
      else turnOn(later);
    };
    turnOff(later);
    tick();
    return node;
  }

  /** Nothing that was asked is open. */
  closeQuestions() {
    this.#spend(OPTIONS);
  }

  /** Mark one as chosen, and let none of its group be pressed again. @returns how to take it back */
  choose(button) {
    const group = [...(button.closest(".options")?.children ?? [button])].filter((each) => !isOff(each));
    group.forEach(turnOff);
    const mark = unseen("Chosen: ");
    button.classList.add("chosen");
    button.prepend(mark);
    return () => {
      mark.remove();
      button.classList.remove("chosen");
      group.forEach(turnOn);
    };
  }

  /** Turns as the server kept them; then only what is open there can be pressed. */
  restore({ turns, open = [], changeable = [] }) {
    for (const turn of turns) {
      this.said(turn.said);
      this.reply(turn.blocks, { isSpoken: false });
    }
    this.#spend(`${OPTIONS}, [data-change]`);
    for (const fact of open) this.#wake(`.question[data-fact="${CSS.escape(fact)}"]`, ".options button:not(.chosen)");
    for (const fact of changeable) this.#wake(".facts", `[data-change="${CSS.escape(fact)}"]`);
  }

  /** After a button the focus goes to what came of it, unless the person has gone on elsewhere since. @returns where it went */
  #lead(reply) {
    const first = FIRST.map((part) => reply.querySelector(part)).find(Boolean) ?? reply;
    const active = this.node.getRootNode().activeElement ?? document.activeElement;
    if (active !== document.body && !this.node.contains(active)) return undefined;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    return first;
  }

  #spend(buttons, lists) {
    this.node.querySelectorAll(buttons).forEach(turnOff);
    if (lists) this.node.querySelectorAll(lists).forEach(fold);
  }

  /** Make the newest such buttons live. */
  #wake(within, buttons) {
    const newest = [...this.node.querySelectorAll(within)].at(-1);
    newest?.querySelectorAll(buttons).forEach(turnOn);
  }
}

/** A list of facts that a newer one has replaced, as one line. */
function fold(list) {
  list.classList.add("old");
  list.classList.remove("unfolded");
  list.querySelector(".fold").setAttribute("aria-expanded", "false");
}

/** The same warning from two sides is shown once. */
function withoutRepeats(blocks) {
  const seen = new Set();
  return blocks.filter((block) => {
    if (block.type !== "notice") return true;
    const words = String(block.text).replace(/\s+/g, " ");
    const isNew = !seen.has(words);
    seen.add(words);
    return isNew;
  });
}

/** Bring it to the top of what is seen, at once where it is urgent or movement is not wanted. */
export function into(node) {
  const isCalm = node.matches(".emergency") || matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}
