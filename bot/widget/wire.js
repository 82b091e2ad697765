// The gateway's HTTP contract. The token travels in a cookie that no script can read.

const ROOT = "/api/v1/conversations";

/** Thrown when no answer came at all. */
export class NotReached extends Error {}

/** @returns {{status: number, body: object, retryAfter: number}} */
async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new NotReached();
  }
  const found = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  return {
    status: answer.status,
    body: found,
    retryAfter: Number(answer.headers.get("Retry-After")) || 0,
  };
}

// In another site's frame the cookie has to be of the kind that a browser lets through there.
const FRAMED = new URLSearchParams(location.search).get("in") === "frame" ? "?in=frame" : "";

export const begin = () => call("POST", FRAMED, { channel: "web", locale: "en-NZ" });
export const take = (id, message) => call("POST", `/${id}/turns`, message);
export const past = (id) => call("GET", `/${id}/turns`);
export const end = (id) => call("DELETE", `/${id}`);

/** A new message's id; the same one goes with each retry, so nothing is said twice. */
export function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
