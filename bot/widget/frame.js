// Between a page and the chat in a frame on it: who is who is checked both ways, and nothing that was said crosses.

import { el } from "./nodes.js";

/** The host page's side: stands where a conversation would, and passes on what the header's buttons ask for. */
export class Framed {
  isTalkedIn = true;

  constructor({ origin, name }) {
    this.origin = origin;
    this.node = el("iframe", { class: "frame", title: name, allow: "clipboard-write", referrerpolicy: "no-referrer" });
  }

  /** @param {{close, hide, unread}} does what each message of the frame leads to */
  connect(does) {
    this.heard = ({ origin, source, data }) => {
      if (origin !== this.origin || source !== this.node.contentWindow) return;
      if (Object.hasOwn(does, data?.sts)) does[data.sts]();
    };
    addEventListener("message", this.heard);
  }

  disconnect() {
    removeEventListener("message", this.heard);
  }

  /** Nothing is loaded before somebody wants to chat. */
  open() {
    if (!this.node.src) this.node.src = `${this.origin}/chat?in=frame&of=${encodeURIComponent(location.origin)}`;
  }

  focus() {
    this.node.focus();
    this.#tell("focus");
  }
  startAgain = () => this.#tell("again");
  clear = () => this.#tell("clear");

  #tell(sts) {
    this.node.contentWindow?.postMessage({ sts }, this.origin);
  }
}

/** The frame's side: tells the page that holds it, and does what that page's header asks for. */
export class Holder {
  constructor(origin) {
    this.origin = origin;
  }

  /** @param {{focus, again, clear}} does */
  connect(does) {
    this.heard = ({ origin, source, data }) => {
      if (origin !== this.origin || source !== window.parent) return;
      if (Object.hasOwn(does, data?.sts)) does[data.sts]();
    };
    addEventListener("message", this.heard);
  }

  disconnect() {
    removeEventListener("message", this.heard);
  }

  /** @param {"close" | "hide" | "unread"} sts */
  tell(sts) {
    try {
      window.parent.postMessage({ sts }, this.origin);
    } catch {
      // An address that names no origin: there is nobody to tell.
    }
  }
}
