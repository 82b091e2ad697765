// What the server puts in when it joins these files: words of the law data, and the stylesheet.
// The values here only show the shape.

/**
 * @type {{
 *   emergency: {line: string, phone: string},
 *   privacy: string,
 *   outcomes: Object<string, string>,
 *   statuses: Object<string, string>,
 *   reo: string[],
 * }}
 */
export const SERVED = { emergency: {}, outcomes: {}, statuses: {}, reo: [] };

/** @type {string} widget.css */
export const STYLES = "";
