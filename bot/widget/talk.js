// A conversation: begin, say, try again, restore, clear. What a person types lives in nodes and in one request.

import { Composer } from "./composer.js";
import { History, into } from "./history.js";
import { refused, whyNot } from "./refused.js";
import { ID, memory, Tabs } from "./tabs.js";
import { Waiting } from "./waiting.js";
import { kindOf, newClientId, Wire } from "./wire.js";
import { SAYS } from "./words.js";

export class Talk {
  #replied;
  #wire;
  #id = null;
  #last = -1;
  #isBusy = false;
  // Sent while it could not go: it waits in the box for a conversation to begin.
  #isEager = false;
  // Counts conversations of this page, so that a late reply to a cleared one is not shown.
  #epoch = 0;
  #tabs = new Tabs();

  /** @param {{origin: string, isFramed: boolean, w: object, announcer, replied: () => void}} parts */
  constructor({ origin, isFramed, w, announcer, replied }) {
    this.#wire = new Wire(origin, isFramed);
    this.#replied = replied;
    const ways = {
      origin,
      announce: (text) => announcer.say(text),
      choose: (answer, label, button) => this.#choose(answer, label, button),
      helped: async (answer, yes) => (await this.#wire.helped(this.#id, answer, yes))?.status === 204,
    };
    this.history = new History({ w, announcer, ways });
    this.composer = new Composer({ w, send: (text) => this.#type(text) });
    this.waiting = new Waiting(w.waiting);
  }

  connect() {
    this.#tabs.listen((news) => this.#heard(news));
    this.again = (event) => event.persisted && this.#reload();
    // A page that the browser kept for its Back button may hold a chat that was cleared since.
    addEventListener("pageshow", this.again);
  }

  disconnect() {
    this.#tabs.close();
    removeEventListener("pageshow", this.again);
  }

  /** Whether anything was said that starting again would lose. */
  get isTalkedIn() {
    return this.#last > 0;
  }

  /** Bring back this tab's conversation, or begin one; once, however often the panel is opened. */
  async open() {
    if (this.#last >= 0 || this.#isBusy) return;
    const id = memory.get(ID);
    if (!id) return void (await this.#begin());
    this.history.clear();
    const answer = await this.#ask(() => this.#wire.past(id));
    if (answer === undefined) return;
    if (answer?.status === 200 && Array.isArray(answer.body.turns)) {
      this.#remember(id);
      this.history.restore(answer.body);
      this.#last = answer.body.turns.at(-1)?.turn ?? 0;
      this.history.node.lastElementChild?.scrollIntoView();
    } else if (kindOf(answer) === "over") {
      this.#remember(null);
      await this.#begin();
    } else {
      this.history.reply(answer?.blocks);
      this.history.offer(whyNot(answer, SAYS.notLoaded), SAYS.again, () => this.#reload());
    }
  }

  /** Where to go on: the box, or on a phone what is to be read, since its keyboard would come up over it. */
  focus() {
    const canType = !this.composer.node.hidden && matchMedia("(pointer: fine)").matches;
    (canType ? this.composer.words : this.history.node).focus({ preventScroll: true });
  }

  /** Clear it and begin a new one. */
  async startAgain() {
    if (await this.#remove()) await this.#anew();
  }

  /** Clear it, here and on the server. */
  async clear() {
    if (!(await this.#remove())) return;
    const node = this.history.offer(SAYS.cleared, SAYS.anew, this.#anew, "info");
    node.querySelector("button").focus();
  }

  /** What a button does that begins a new one. */
  #anew = () => this.#begin({ isFocused: true });

  #remember(id) {
    this.#id = id;
    this.#last = -1;
    memory.set(ID, id);
    this.composer.node.hidden = !id;
  }

  #wait(isBusy) {
    this.#isBusy = isBusy;
    this.composer.isBusy = isBusy;
    this.waiting.isBusy = isBusy;
  }

  /** Call the server, with the waiting line; undefined when the conversation is another by then. */
  async #ask(call) {
    const epoch = this.#epoch;
    this.#wait(true);
    const answer = await call();
    if (epoch !== this.#epoch) return undefined;
    this.#wait(false);
    return answer;
  }

  async #begin({ isFocused = false } = {}) {
    this.history.clear();
    this.composer.node.hidden = false;
    const answer = await this.#ask(() => this.#wire.begin());
    if (answer === undefined) return;
    if (answer?.status === 201 && answer.body.id) {
      this.#remember(answer.body.id);
      this.#last = 0;
      this.history.reply(answer.blocks);
      if (isFocused) this.focus();
      if (this.#isEager) this.composer.node.requestSubmit();
      return;
    }
    this.history.reply(answer?.blocks);
    this.history.offer(whyNot(answer, SAYS.notStarted), SAYS.again, this.#anew);
  }

  #type(text) {
    this.#isEager = this.#isBusy || !this.#id;
    if (this.#isEager) return;
    const mine = this.history.mine(text.trim());
    this.composer.empty();
    const undo = () => {
      mine.remove();
      this.composer.put(text);
      this.composer.words.focus();
    };
    this.#say({ client_id: newClientId(), text }, mine, undo);
  }

  #choose(answer, label, button) {
    if (this.#isBusy) return;
    const mine = this.history.mine(label);
    const takeBack = this.history.choose(button);
    const undo = () => void (mine.remove(), takeBack());
    this.#say({ client_id: newClientId(), answer }, mine, undo);
  }

  async #say(message, mine, undo) {
    if (this.#isBusy) return;
    mine.classList.remove("unsent");
    const answer = await this.#ask(() => this.#wire.take(this.#id, message));
    if (answer === undefined) return;
    const kind = kindOf(answer);
    if (kind === "done") return void (await this.#arrived(answer, mine, message));
    if (kind === "stale") {
      undo();
      // What was said elsewhere since comes first.
      await this.#catchUp();
    }
    const reply = this.history.reply(answer?.blocks);
    const again = () => {
      reply.remove();
      this.focus();
      this.#say(message, mine, undo);
    };
    const isTyped = Boolean(message.text);
    const last = refused(kind, answer, { history: this.history, mine, undo, again, isTyped, over: () => this.#over() });
    into(reply.querySelector(".notice.emergency") ?? (reply.childElementCount ? reply : (last ?? mine)));
  }

  /** This conversation is no more. @returns how to begin a new one */
  #over() {
    this.#remember(null);
    this.history.closeQuestions();
    return this.#anew;
  }

  async #arrived(answer, mine, message) {
    const { turn } = answer.body;
    if (turn > this.#last + 1) await this.#catchUp(turn);
    const reply = this.history.reply(answer.blocks, { isLed: Boolean(message.answer) });
    this.#last = Math.max(this.#last, turn || 0);
    this.#tabs.tell(this.#id, "turn");
    this.#replied();
    // Nothing may push the warning out of sight, however long the message was; nor in a low window what is asked or answered.
    const first = matchMedia("(max-height: 420px)").matches ? ".notice.emergency, .question, .answer" : ".notice.emergency";
    into(reply.querySelector(first) ?? mine);
  }

  async #reload() {
    this.#epoch += 1;
    this.#wait(false);
    this.#remember(memory.get(ID));
    this.history.clear();
    await this.open();
  }

  /** Turns that another tab had of this conversation. */
  async #catchUp(except) {
    const epoch = this.#epoch;
    const answer = await this.#wire.past(this.#id, this.#last);
    if (epoch !== this.#epoch || answer?.status !== 200) return;
    const turns = answer.body.turns.filter(({ turn }) => turn > this.#last && turn !== except);
    if (!turns.length) return;
    this.history.restore({ ...answer.body, turns });
    this.#last = Math.max(this.#last, turns.at(-1).turn);
    this.history.node.lastElementChild.scrollIntoView({ block: "nearest" });
  }

  async #heard({ id, did }) {
    if (!this.#id || id !== this.#id) return;
    if (did === "cleared") {
      this.#forget();
      this.history.offer(SAYS.clearedElsewhere, SAYS.anew, this.#anew, "info");
    } else if (!this.#isBusy) await this.#catchUp();
  }

  #forget() {
    this.#epoch += 1;
    this.#wait(false);
    this.history.clear();
    this.composer.empty();
    this.#remember(null);
  }

  /** Remove it here and on the server; true when it is gone. */
  async #remove() {
    const id = this.#id;
    const answer = id ? await this.#wire.end(id) : { status: 204 };
    if (answer?.status === 204 || kindOf(answer) === "over") {
      this.#tabs.tell(id, "cleared");
      this.#forget();
      return true;
    }
    this.history.reply(answer?.blocks);
    into(this.history.offer(SAYS.notCleared, SAYS.again, () => this.clear()));
    return false;
  }
}
