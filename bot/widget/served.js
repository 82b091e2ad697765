// What the server puts in when it joins these files: words of the law data, and the stylesheet.
// The values here only show the shape.

/**
 * @type {{
 *   emergency: {line: string, phone: string},
 *   privacy: string,
 * }}
 */
export const SERVED = { emergency: {} };

/** @type {string} widget.css */
export const STYLES = "";
