/**
 * Cells that a spreadsheet would take for a formula: they begin with = + - @ (also full-width), a tab or a line end. Plain
 * numbers such as -5 are none. Source: OWASP, "CSV Injection".
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MARKED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/**
 * Text as it may safely stand in a CSV file that a spreadsheet opens: a leading apostrophe marks a formula-like cell as text. A
 * cell that already has one before such a character gets another, so that `unescapeFormula` finds every text again.
 */
export function escapeFormula(text: string): string {
  return MARKED.test(text) || (FORMULA.test(text) && !NUMBER.test(text)) ? `'${text}` : text;
}

/**
 * Takes back what `escapeFormula` did, and nothing else: `'-5` is not of its making. In a file from elsewhere an apostrophe
 * before = + - or @ is what other careful writers mark text with too.
 */
export function unescapeFormula(text: string): string {
  const plain = text.slice(1);
  return MARKED.test(text) && escapeFormula(plain) === text ? plain : text;
}
