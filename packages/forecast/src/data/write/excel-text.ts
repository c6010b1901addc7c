/** What XML 1.0 cannot hold or readers drop: controls, halves of pairs, U+FFFD and the code points that are no characters. */
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be escaped
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g;

/** What a reader would take for an escape. */
const ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text as a workbook holds it: characters that XML cannot hold as `_x001F_`. Source: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
 */
export function excelText(text: string): string {
  const escaped = text
    .replace(ESCAPE, "_x005F_")
    .replace(ILLEGAL, (found) => [...pieces(found)].map(codeEscape).join(""));
  // The writer keeps its texts in an object, where "constructor" is there before anybody writes it.
  return escaped in {} ? codeEscape(escaped.charCodeAt(0)) + escaped.slice(1) : escaped;
}

function* pieces(text: string): Generator<number> {
  for (let i = 0; i < text.length; i++) yield text.charCodeAt(i);
}

function codeEscape(code: number): string {
  return `_x${code.toString(16).toUpperCase().padStart(4, "0")}_`;
}
