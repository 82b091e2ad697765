// What the frame around a conversation says. Words of the law come from the server (served.js, blocks).

const ENGLISH = {
  name: "Safe to Share",
  plain: "Open chat",
  unread: (count) => (count === 1 ? "1 new reply" : `${count} new replies`),
  hide: "Hide now",
  menu: "Menu",
  close: "Close",
  again: "Start again",
  clear: "Clear this chat",
  page: "Open as a page",
  kept: "What is kept",
  skip: "Skip to your message",
  message: "Your message",
  placeholder: "Type here",
  send: "Send",
  waiting: "Working it out…",
  history: "Conversation",
};

// Labels only. What they lead to is said in English, since the law and the guidance are read in it.
const MAORI = {
  plain: "Huakina",
  hide: "Hunaia",
  menu: "Tahua",
  close: "Katia",
  again: "Tīmata anō",
  clear: "Mukua tēnei kōrero",
  page: "Huakina hei whārangi",
  kept: "Ngā mea ka puritia",
  skip: "Peka ki tō karere",
  message: "Tō karere",
  placeholder: "Patohia ki konei",
  send: "Tukuna",
  waiting: "Taihoa…",
  history: "Kōrero",
};

/** Labels for a language; `mi` has te reo Māori where it is there, and all else is English. */
export function labels(lang) {
  return lang === "mi" ? { ...ENGLISH, ...MAORI, lang: "mi" } : { ...ENGLISH, lang: "en-NZ" };
}

export const SAYS = {
  unkept: "You typed a message. What you type is not kept.",
  unsent: "Not sent",
  again: "Try again",
  againIn: (seconds) => `Try again in ${seconds} s`,
  anew: "Start a new chat",
  lost: "Your message was not sent: the server could not be reached.",
  broken: "Something went wrong on the server, and your message was not answered.",
  notSent: "Your message was not sent.",
  slow: "That was a lot at once. Your message is still here.",
  over: "This chat is not here any more.",
  overThen: "You can begin a new one.",
  overTyped: "You can begin a new one; what you typed waits in the box.",
  notStarted: "The chat could not be started.",
  notLoaded: "The chat could not be loaded.",
  notCleared: "This chat is still there.",
  cleared: "This chat is cleared. Nothing of it is kept.",
  clearedElsewhere: "This chat was cleared in another tab. Nothing of it is kept.",
  unknown: "Part of this reply needs a newer page. Please reload.",
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
    "The answers that you choose, and the replies, are kept on the server until you clear this chat. Your browser keeps a random number " +
      "for as long as this tab is open, so that a reload brings the chat back.",
    "Press F2, or Hide now, when someone looks over your shoulder.",
  ],
  no: "Close",
});
