// The gateway's HTTP contract. The token travels in a cookie that no script can read.

/** Milliseconds until a call without an answer is taken to be lost. */
const PATIENCE = 30_000;

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** @typedef {{status: number, body: object, blocks: object[], wait: number}} Answer `wait` is in seconds */

export class Wire {
  #root;
  #where;
  /** @param {boolean} isFramed our page stands in another site's, where a cookie has to be of its own kind */
  constructor(origin, isFramed) {
    this.#root = `${origin}/api/v1/conversations`;
    this.#where = isFramed ? "?in=frame" : "";
  }

  begin = () => this.#call("POST", this.#where, { channel: "web", locale: "en-NZ" });
  past = (id, after = -1) => this.#call("GET", `/${id}/turns?after=${after}`);
  end = (id) => this.#call("DELETE", `/${id}`);
  helped = (id, answer, helped) => this.#call("POST", `/${id}/feedback`, { answer_id: answer, helped });

  /** Have a turn. While the server says "later" (202), ask again for the same message. */
  async take(id, message) {
    const until = performance.now() + PATIENCE;
    for (;;) {
      const answer = await this.#call("POST", `/${id}/turns`, message, until - performance.now());
      if (answer?.status !== 202) return answer;
      const wait = answer.wait * 1000;
      if (performance.now() + wait >= until) return null;
      await pause(wait);
    }
  }

  /** @returns {Promise<Answer|null>} null when no answer came at all */
  async #call(method, path, body, patience = PATIENCE) {
    try {
      const answer = await fetch(this.#root + path, {
        method,
        credentials: "include",
        // Nothing of ours leads elsewhere: where this would, the agency's proxy wants a login.
        redirect: "manual",
        headers: body ? { "Content-Type": "application/json" } : {},
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      });
      const text = await answer.text();
      const found = asJson(text);
      const status = answer.type === "opaqueredirect" ? 401 : answer.status;
      return { status, body: found, blocks: blocksOf(found), wait: seconds(answer) };
    } catch {
      return null;
    }
  }
}

function asJson(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const blocksOf = ({ blocks }) => (Array.isArray(blocks) ? blocks.filter((block) => typeof block?.type === "string") : []);

/** Retry-After, within what a person would wait; a second without. */
const seconds = (answer) => Math.min(Math.max(Math.ceil(answer.headers.get("Retry-After")) || 1, 1), 3600);

/** What an answer to a turn comes to, as the person meets it. */
export function kindOf(answer) {
  if (!answer) return "lost";
  if (answer.status === 200 && answer.blocks.length) return "done";
  const kinds = { 401: "out", 404: "over", 409: "stale", 413: "refused", 422: "refused", 429: "slow" };
  return kinds[answer.status] ?? "broken";
}

/** A new message's id; the same one goes with each retry, so nothing is said twice. */
export function newClientId() {
  return crypto.getRandomValues(new Uint32Array(3)).join("-");
}
