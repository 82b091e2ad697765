// A turn that was not answered: what the person is told, and how nothing that they typed is lost.

import { kindOf } from "./wire.js";
import { SAYS } from "./words.js";

/** Why nothing came: what is said otherwise, but for a login that has run out where nobody says so. */
export function whyNot(answer, otherwise) {
  return kindOf(answer) === "out" && !answer.blocks.length ? SAYS.out : otherwise;
}

/**
 * @param {string} kind see kindOf in wire.js
 * @param {object|null} answer the server's
 * @param {object} turn `history`, `mine` (its node), `isTyped`; `undo` gives it back, `again` sends it again, and `over`
 *   ends the conversation and returns what begins a new one
 * @returns the notice with its button, where there is one
 */
export function refused(kind, answer, { history, mine, isTyped, undo, again, over }) {
  const isExplained = answer?.blocks.length > 0;
  if (kind === "stale") {
    if (!answer.blocks.some((block) => block.type === "question")) history.closeQuestions();
    return undefined;
  }
  if (kind === "refused") {
    undo();
    return isExplained ? undefined : history.note(SAYS.notSent);
  }
  if (kind === "over") {
    undo();
    return history.offer(`${isExplained ? "" : SAYS.over} ${isTyped ? SAYS.overTyped : ""}`, SAYS.anew, over(), "info");
  }
  mine.classList.add("unsent");
  if (kind === "slow") return history.offerLater(answer.wait, isExplained ? SAYS.notSent : SAYS.slow, SAYS.again, again);
  if (kind === "out") return history.offer(whyNot(answer, SAYS.notSent), SAYS.again, again);
  if (kind === "lost") return history.offer(SAYS.lost, SAYS.again, again);
  return history.offer(isExplained ? SAYS.notSent : SAYS.broken, SAYS.again, again);
}
