// The element <safe-to-share>: its attributes, its life, and the keys that work on the whole page.

import { Announcer } from "./announcer.js";
import { dress } from "./colours.js";
import { Framed, Holder } from "./frame.js";
import { el } from "./nodes.js";
import { Panel } from "./panel.js";
import { STYLES } from "./served.js";
import { HIDDEN, memory } from "./tabs.js";
import { Talk } from "./talk.js";
import { labels } from "./words.js";

const NAME = "safe-to-share";
const SCRIPT = document.currentScript;
const ORIGIN = new URL(SCRIPT?.src || location.href).origin;
/** What a page is called while the chat on it is hidden. */
const NEUTRAL = "Page";

/** An image that may be shown: of https, or of the page's own origin. */
function picture(address) {
  if (!address) return undefined;
  try {
    const { href, protocol, origin } = new URL(address, document.baseURI);
    return protocol === "https:" || origin === location.origin ? href : undefined;
  } catch {
    return undefined;
  }
}

class SafeToShare extends HTMLElement {
  #panel;
  #talk;
  #holder;
  #title;
  #taken;

  connectedCallback() {
    if (!this.#panel) this.#build();
    this.#talk.connect({
      close: () => this.#panel.close(),
      hide: () => this.#panel.hide(),
      unread: () => this.#panel.replied(),
    });
    this.#holder?.connect({
      focus: () => this.#talk.focus(),
      again: () => this.#talk.startAgain(),
      clear: () => this.#talk.clear(),
    });
    for (const kind of ["keydown", "keyup"]) addEventListener(kind, this, true);
    this.#show();
  }

  disconnectedCallback() {
    this.#panel.leave();
    this.#talk.disconnect();
    this.#holder?.disconnect();
    for (const kind of ["keydown", "keyup"]) removeEventListener(kind, this, true);
  }

  get #isPage() {
    return this.getAttribute("mode") === "page";
  }

  /** In the frame of another page, which is not to lose its focus to us. */
  get #isFramed() {
    return this.hasAttribute("framed") && parent !== window;
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    const w = labels(this.getAttribute("lang"));
    const name = this.getAttribute("name") || "Safe to Share";
    const announcer = new Announcer();
    // A page that holds our header says so; in the frame of any other page we have our own.
    const of = new URLSearchParams(location.search).get("of");
    if (this.#isFramed && of) this.#holder = new Holder(of);
    const replied = () => {
      this.#panel.replied();
      this.#holder?.tell("unread");
    };
    const isFrame = this.hasAttribute("frame") && !this.#isPage;
    this.#talk = isFrame ? new Framed({ origin: ORIGIN, name }) : new Talk({ origin: ORIGIN, isFramed: this.#isFramed, w, announcer, replied });
    this.#panel = new Panel({
      w,
      name,
      announcer,
      logo: picture(this.getAttribute("logo")),
      isPage: this.#isPage,
      origin: ORIGIN,
      talk: this.#talk,
      body: isFrame ? [this.#talk.node] : this.#body(),
      hidden: () => this.#hidden(),
    });
    this.#panel.launcher.addEventListener("click", () => this.#shown());
    const isLeft = this.getAttribute("position") === "left";
    const kinds = ["root", this.#isPage ? "page" : "launched", isLeft && "left", this.#holder && "framed", isFrame && "framing"];
    this.root = el("div", { class: kinds.filter(Boolean).join(" "), dir: "ltr" }, announcer.node, this.#panel.corner, this.#panel.node);
    root.append(this.root);
    const dressed = () => dress(this, this.root);
    dressed();
    // The host's stylesheet may come after our script, before the page is whole.
    addEventListener("load", dressed);
  }

  #body() {
    const { history, waiting, composer } = this.#talk;
    return [el(this.#isPage ? "main" : "div", { class: "body" }, history.node, waiting.node), el("footer", {}, composer.node)];
  }

  /** As it was left: hidden over a reload; else open where that was asked for. */
  #show() {
    this.#panel.label();
    const isHidden = memory.get(HIDDEN) && !this.#holder;
    if (isHidden) this.#panel.hide();
    else if (this.#isPage) this.#panel.open({ isFocused: !this.#isFramed || document.hasFocus() });
    // On a small screen it would lie over the whole page, which nobody asked for.
    else if (this.hasAttribute("open") && !this.#panel.narrow.matches) {
      // Not before the page's own field has the focus that it asked for.
      requestAnimationFrame(() => this.#panel.open({ isFocused: false }));
    }
    if (!this.#panel.isOpen) this.#panel.rise();
  }

  #hidden() {
    memory.set(HIDDEN, "1");
    if (!this.#isPage) return;
    this.#title ??= document.title;
    document.title = NEUTRAL;
  }

  #shown() {
    memory.set(HIDDEN, null);
    if (this.#title !== undefined) document.title = this.#title;
    this.#title = undefined;
  }

  /** F2 hides it from anywhere on the page; Esc closes what is on top, when the focus is in here. */
  handleEvent(event) {
    const isInside = event.composedPath().includes(this);
    if (event.type === "keyup") {
      if (event.key === this.#taken) this.#take(event);
      this.#taken = undefined;
      return;
    }
    if (event.isComposing) return;
    if (event.key === "F2" && this.#panel.isOpen) {
      this.#take(event);
      if (this.#holder) this.#holder.tell("hide");
      else this.#panel.hide();
    }
    if (event.key !== "Escape" || !isInside) return;
    if (this.#panel.escape()) this.#take(event);
    else this.#holder?.tell("close");
  }

  /** The page's own keys are not meant; nor is what comes when the key is let go. */
  #take(event) {
    this.#taken = event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

/** Where a page has the script and no element, it gets one with what the script's data-... say. */
function place() {
  if (document.querySelector(NAME)) return;
  const node = document.createElement(NAME);
  for (const [key, value] of Object.entries(SCRIPT?.dataset ?? {})) node.setAttribute(key, value);
  document.body.append(node);
}

// A page may hold the script twice.
if (!customElements.get(NAME)) {
  customElements.define(NAME, SafeToShare);
  if (SCRIPT && !("manual" in SCRIPT.dataset)) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
    else place();
  }
}
