// Two tabs on one conversation. They tell each other that something happened, never what was said.

const CHANNEL = "safe-to-share";

export class Tabs {
  #channel;

  /** @param {(what: {id: string, did: "turn" | "cleared"}) => void} heard */
  listen(heard) {
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.addEventListener("message", ({ data }) => {
      if (typeof data?.id === "string") heard(data);
    });
  }

  tell(id, did) {
    this.#channel?.postMessage({ id, did });
  }

  close() {
    this.#channel?.close();
    this.#channel = undefined;
  }
}

/** What this tab keeps: the conversation's id and whether the chat is hidden. A browser may forbid both. */
export const memory = {
  get(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value) sessionStorage.setItem(key, value);
      else sessionStorage.removeItem(key);
    } catch {
      // The chat works without; a reload begins a new one.
    }
  },
};

export const ID = CHANNEL;
export const HIDDEN = `${CHANNEL}-hidden`;
