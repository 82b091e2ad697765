// What the frame around a conversation says. Words of the law come from the server (served.js, blocks).

// Labels in English and in te reo Māori. What they lead to is said in English, since the law and the guidance are read in it.
const LABELS = {
  plain: ["Open chat", "Huakina"],
  hide: ["Hide now", "Hunaia"],
  menu: ["Menu", "Tahua"],
  close: ["Close", "Katia"],
  again: ["Start again", "Tīmata anō"],
  clear: ["Clear this chat", "Mukua tēnei kōrero"],
  page: ["Open as a page", "Huakina hei whārangi"],
  kept: ["What is kept", "Ngā mea ka puritia"],
  skip: ["Skip to your message", "Peka ki tō karere"],
  message: ["Your message", "Tō karere"],
  placeholder: ["Type here", "Patohia ki konei"],
  send: ["Send", "Tukuna"],
  waiting: ["Working it out…", "Taihoa…"],
  history: ["Conversation", "Kōrero"],
};

/** Labels for a language: those of te reo Māori for `mi`, and else English. */
export function labels(lang) {
  const isMaori = lang === "mi";
  const found = Object.entries(LABELS).map(([name, words]) => [name, words[Number(isMaori)]]);
  return { lang: isMaori ? lang : "en-NZ", ...Object.fromEntries(found) };
}

export const SAYS = {
  unkept: "You typed a message. What you type is not kept.",
  again: "Try again",
  againIn: (seconds) => `Try again in ${seconds} s`,
  anew: "Start a new chat",
  lost: "Your message was not sent: the server could not be reached.",
  broken: "Something went wrong on the server, and your message was not answered.",
  notSent: "Your message was not sent.",
  slow: "That was a lot at once. Your message is still here.",
  out: "You are not signed in any more, so this was not done. Sign in again in another tab, then try again here.",
  over: "This chat is not here any more.",
  overTyped: "What you typed waits in the box.",
  notStarted: "The chat could not be started.",
  notLoaded: "The chat could not be loaded.",
  notCleared: "This chat is still there.",
  cleared: "This chat is cleared. Nothing of it is kept.",
  clearedElsewhere: "This chat was cleared in another tab. Nothing of it is kept.",
  unknown: "Part of this reply needs a newer page. Please reload.",
  unread: (count) => (count === 1 ? "1 new reply" : `${count} new replies`),
};

export const CLEAR = {
  title: "Clear this chat?",
  text: ["Everything in it is removed, here and on the server, with its records. This cannot be undone."],
  yes: "Clear it",
  no: "Keep it",
};

export const AGAIN = {
  title: "Start again?",
  text: ["This chat is cleared, here and on the server, and a new one begins."],
  yes: "Start again",
  no: "Keep it",
};

/** @param {string} privacy the law data's own line about it */
export const kept = (privacy) => ({
  title: "What is kept",
  text: [
    privacy,
    "The answers that you choose, and the replies, are kept on the server until you clear this chat. This tab keeps a random number, so " +
      "that a reload brings the chat back.",
    "Press F2, or Hide now, when someone looks over your shoulder.",
  ],
  no: "Close",
});
