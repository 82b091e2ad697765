// What stands round a conversation: launcher, header, menu, emergency line, hide, full screen.

import { AGAIN, CLEAR, kept, SAYS } from "./words.js";
import { Dialogs } from "./dialogs.js";
import { beside, call, el, icon, unseen } from "./nodes.js";
import { SERVED } from "./served.js";

const ICONS = {
  chat: "M4 5h16v11h-9l-5 4v-4H4z",
  hide: "M2 12q10-13 20 0-10 13-20 0M4 4l16 16",
  menu: "M5 7h14M5 12h14M5 17h14",
  close: "M6 6l12 12M18 6L6 18",
};
const NARROW = "(max-width: 479.98px)";

export class Panel {
  #menu;
  #menuButton;
  #dialogs;
  #unread = 0;

  /**
   * @param {object} parts `w` labels, `name`, `logo`, `isPage`, `origin`, `announcer`, `body` (nodes below the header),
   *   `talk` (open, focus, clear, startAgain), `hidden` (called when Hide now is used)
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.narrow = matchMedia(NARROW);
    this.node = el(this.isPage ? "div" : "dialog", { class: "panel", lang: this.w.lang, "aria-label": !this.isPage && this.name });
    this.node.append(...this.#header(), ...this.body);
    this.launcher = this.#launcher();
    this.corner = el("div", { class: "corner" }, this.launcher);
    this.#dialogs = new Dialogs(this.node);
    // The browser's own way to close a modal dialog, such as a phone's Back gesture.
    this.node.addEventListener("cancel", (event) => {
      if (event.target !== this.node) return;
      event.preventDefault();
      this.close();
    });
  }

  get isOpen() {
    return this.node.classList.contains("is-open");
  }

  get isMenuOpen() {
    return !this.#menu.hidden;
  }

  open({ isFocused = true } = {}) {
    if (this.isOpen) return;
    this.node.classList.add("is-open");
    this.corner.hidden = true;
    this.launcher.classList.remove("plain");
    this.node.append(this.announcer.node);
    const before = document.activeElement;
    if (!this.isPage) this.#raise();
    // A dialog takes the focus by itself; one that nobody opened leaves it where it was.
    if (!isFocused && !this.isPage) {
      this.node.getRootNode().activeElement?.blur();
      before?.focus({ preventScroll: true });
    }
    this.#unread = 0;
    this.label();
    const opened = this.talk.open();
    if (!isFocused) return;
    this.talk.focus();
    // The box to type into is there only when the conversation is.
    opened?.then(() => {
      const active = this.node.getRootNode().activeElement;
      if (this.isOpen && (!active || active.id === "history")) this.talk.focus();
    });
  }

  close() {
    if (this.isPage || !this.isOpen) return;
    this.#shut();
    this.launcher.focus();
  }

  /** The element is taken out of the page. */
  leave() {
    if (!this.isPage && this.isOpen) this.#shut();
  }

  /** Nothing of the chat is to be seen, and nothing says that there is one. */
  hide() {
    const hadFocus = this.node.contains(this.node.getRootNode().activeElement);
    this.#shut();
    this.launcher.classList.add("plain");
    this.announcer.hush();
    this.label();
    if (hadFocus) this.launcher.focus();
    this.hidden();
  }

  /** A reply came; it is counted while nobody can see it. */
  replied() {
    if (this.isOpen) return;
    this.#unread += 1;
    this.label();
  }

  label() {
    const isPlain = this.launcher.classList.contains("plain");
    const isUnread = this.#unread > 0 && !isPlain;
    const count = el("span", { class: "badge", "aria-hidden": "true" }, String(this.#unread));
    const news = isUnread ? [count, unseen(`, ${SAYS.unread(this.#unread)}`)] : [];
    this.launcher.replaceChildren(...(isPlain ? [unseen(this.w.plain)] : [icon(ICONS.chat), el("span", {}, this.name), ...news]));
  }

  /** Esc: what lies on top is closed. @returns whether there was anything to close */
  escape() {
    if (this.#dialogs.isOpen) this.#dialogs.close();
    else if (this.isMenuOpen) this.#toggleMenu(false);
    else if (!this.isPage && this.isOpen) this.close();
    else return false;
    return true;
  }

  /** Over everything on the page, and on a small screen in its place. */
  #raise() {
    if (this.narrow.matches) this.node.showModal();
    else {
      this.node.popover = "manual";
      this.node.showPopover();
    }
    this.narrow.onchange = () => {
      const focused = this.node.getRootNode().activeElement;
      this.#lower();
      this.#raise();
      focused?.focus({ preventScroll: true });
    };
  }

  #lower() {
    this.narrow.onchange = null;
    if (this.node.popover) {
      if (this.node.matches(":popover-open")) this.node.hidePopover();
      this.node.removeAttribute("popover");
    }
    if (this.node.open) this.node.close();
  }

  #shut() {
    this.#dialogs.close();
    this.#toggleMenu(false);
    this.node.classList.remove("is-open");
    if (!this.isPage) this.#lower();
    this.corner.before(this.announcer.node);
    this.corner.hidden = false;
    if (this.corner.isConnected) this.rise();
  }

  /** The launcher too lies over what the page holds. */
  rise() {
    this.corner.popover = "manual";
    if (!this.corner.matches(":popover-open")) this.corner.showPopover();
  }

  #launcher() {
    return el("button", { class: "launcher", lang: this.w.lang, onclick: () => this.open() });
  }

  #header() {
    const { w, isPage } = this;
    this.#menu = this.#menuList();
    this.#menuButton = el(
      "button",
      { class: "bare", "aria-expanded": "false", "aria-controls": "menu", onclick: () => this.#toggleMenu(this.#menu.hidden) },
      icon(ICONS.menu),
      unseen(w.menu),
    );
    const hide = el(
      "button",
      { class: "bare hide", "aria-keyshortcuts": "F2", onclick: () => this.hide() },
      icon(ICONS.hide),
      el("span", {}, w.hide),
    );
    const close = el("button", { class: "bare", onclick: () => this.close() }, icon(ICONS.close), unseen(w.close));
    const bar = el("div", { class: "bar" }, el(isPage ? "h1" : "h2", { lang: "en-NZ" }, this.#name()), hide, this.#menuButton, !isPage && close, this.#menu);
    const { line, phone } = SERVED.emergency;
    const danger = el("p", { class: "danger-line", lang: "en-NZ" }, el("a", { id: "emergency", href: call(phone) }, line));
    const skip = el("button", { class: "skip", onclick: () => this.talk.focus() }, w.skip);
    return [el("header", {}, skip, bar, danger)];
  }

  #name() {
    if (!this.logo) return this.name;
    const picture = el("img", { src: this.logo, alt: this.name, referrerpolicy: "no-referrer" });
    picture.addEventListener("error", () => picture.replaceWith(this.name));
    return picture;
  }

  #menuList() {
    const { w, talk } = this;
    const item = (label, action) => el("li", {}, el("button", { onclick: () => { this.#toggleMenu(false); action(); } }, label));
    // On the page's own origin the new tab goes on with this conversation: it gets a copy of this tab's memory.
    const rel = this.origin === location.origin ? "opener" : "noopener noreferrer";
    const page = beside(w.page, `${this.origin}/chat`, { rel, onclick: () => this.#toggleMenu(false) });
    return el(
      "ul",
      { id: "menu", class: "menu", hidden: true, onfocusout: (event) => this.#left(event) },
      item(w.again, async () => (!talk.isTalkedIn || (await this.#dialogs.ask(AGAIN))) && talk.startAgain()),
      item(w.clear, async () => (await this.#dialogs.ask(CLEAR)) && talk.clear()),
      !this.isPage && el("li", {}, page),
      item(w.kept, () => this.#dialogs.ask(kept(SERVED.privacy))),
    );
  }

  #left({ relatedTarget }) {
    if (relatedTarget !== this.#menuButton && relatedTarget && !this.#menu.contains(relatedTarget)) this.#toggleMenu(false);
  }

  #toggleMenu(isOpen) {
    const isChanged = this.isMenuOpen !== isOpen;
    this.#menu.hidden = !isOpen;
    this.#menuButton.setAttribute("aria-expanded", String(isOpen));
    if (isChanged && this.isOpen) (isOpen ? this.#menu.querySelector("button") : this.#menuButton).focus();
  }
}
