// Between a page and the chat in a frame on it: who is who is checked both ways, and nothing that was said crosses.

import { el } from "./nodes.js";

/** One side of the two: a subclass has `origin`, the other side's, and `other`, its window. */
class Side {
  #heard;
  /** @param {Object<string, () => void>} does what each message of the other side leads to */
  connect(does) {
    this.#heard = ({ origin, source, data }) => {
      if (origin !== this.origin || source !== this.other) return;
      if (Object.hasOwn(does, data?.sts)) does[data.sts]();
    };
    addEventListener("message", this.#heard);
  }

  disconnect() {
    removeEventListener("message", this.#heard);
  }

  /** @param {"close" | "hide" | "unread" | "focus" | "again" | "clear"} sts */
  tell(sts) {
    try {
      this.other.postMessage({ sts }, this.origin);
    } catch {
      // There is nobody, or an address that names no origin.
    }
  }
}

/** The host page's side: stands where a conversation would, and passes on what the header's buttons ask for. */
export class Framed extends Side {
  isTalkedIn = true;

  constructor({ origin, name }) {
    super();
    this.origin = origin;
    this.node = el("iframe", { class: "frame", title: name, allow: "clipboard-write", referrerpolicy: "no-referrer" });
  }

  get other() {
    return this.node.contentWindow;
  }

  /** Nothing is loaded before somebody wants to chat. */
  open() {
    if (!this.node.src) this.node.src = `${this.origin}/chat?in=frame&of=${encodeURIComponent(location.origin)}`;
  }

  focus() {
    this.node.focus();
    this.tell("focus");
  }
  startAgain = () => this.tell("again");
  clear = () => this.tell("clear");
}

/** The frame's side: tells the page that holds it, and does what that page's header asks for. */
export class Holder extends Side {
  other = parent;

  constructor(origin) {
    super();
    this.origin = origin;
  }
}
