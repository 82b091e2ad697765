// Stands in for Teams around Microsoft's renderer: its sizes and greys, Markdown, and where submits go.

/** Greys of Teams in the light and the dark theme; nothing else of a card has a colour of ours. */
const THEMES = {
  light: { ground: "#ffffff", emphasis: "#f5f5f5", ink: "#242424", subtle: "#616161", accent: "#4f52b2", line: "#d1d1d1" },
  dark: { ground: "#292929", emphasis: "#1f1f1f", ink: "#ffffff", subtle: "#adadad", accent: "#a6a8e8", line: "#525252" },
};

function styled({ ink, subtle, accent }, backgroundColor) {
  const colour = { default: ink, subtle };
  return { backgroundColor, foregroundColors: { default: colour, accent: { default: accent, subtle: accent } } };
}

function hostConfig(theme) {
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', system-ui, 'DejaVu Sans', sans-serif",
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.line },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    containerStyles: { default: styled(theme, theme.ground), emphasis: styled(theme, theme.emphasis) },
    actions: {
      maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 12 },
    },
    textBlock: { headingLevel: 2 },
  };
}

function framed(node, scheme) {
  document.body.className = scheme;
  const frame = document.createElement("article");
  frame.append(node);
  document.querySelector("main").append(frame);
}

/** An ordinary message: Markdown without a card. */
function drawText(text, scheme) {
  const node = document.createElement("div");
  node.className = "text";
  node.innerHTML = markdown.render(text);
  framed(node, scheme);
}

/**
 * Draw a card at the end of the page.
 * @returns what the renderer's own validation says against it
 */
function drawCard(card, scheme) {
  const theme = THEMES[scheme];
  document.documentElement.lang = card.lang;
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
  drawn.onExecuteAction = (action) => {
    window.sent.push({ type: action.getJsonTypeName(), title: action.title, data: action.data, url: action.url });
  };
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  // The pattern for it is global, so it remembers where it stopped: every second card would be refused.
  AdaptiveCards.AdaptiveCard.langProperty.regEx.lastIndex = 0;
  drawn.parse(card, context);
  framed(drawn.render(), scheme);
  return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
}

const markdown = markdownit({ html: false, linkify: false });
window.sent = [];
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};
AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
