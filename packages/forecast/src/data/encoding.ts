/** Encodings that are read, as the Encoding Standard calls them. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

/** The encoding that a byte-order mark names, and the length of the mark; UTF-8 and 0 where there is none. */
export function markOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly length: number } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", length: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", length: 2 };
  return { encoding: "utf-8", length: 0 };
}

/** True where most characters beyond ASCII read as UTF-8: text of any other encoding hardly ever does. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  let sound = 0;
  let broken = 0;
  for (const character of new TextDecoder("utf-8").decode(bytes)) {
    if (character === "\uFFFD") broken++;
    else if (character > "\u007F") sound++;
  }
  return sound > 2 * broken;
}

/**
 * True where bytes that are not UTF-8 are likelier Chinese than Western European: there high bytes come in pairs, most of them
 * of the characters in daily use (the first level of GB 2312: A1 to D7, then A1 on), while small letters with accents are E0 and
 * above and mostly stand alone.
 */
export function looksLikeGbk(bytes: Uint8Array): boolean {
  let daily = 0;
  let pairs = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1];
    if (trail === undefined) break;
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return false;
    pairs++;
    if (lead >= 0xa1 && lead <= 0xd7 && trail >= 0xa1) daily++;
    at++;
  }
  return pairs > 0 && daily >= 0.8 * pairs;
}
