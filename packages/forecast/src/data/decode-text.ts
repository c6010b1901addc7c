import { Problem } from "../contracts/problem.ts";
import { type Encoding, isMostlyUtf8, looksLikeGbk, markOf } from "./encoding.ts";

/**
 * A file's text in pieces, without a byte-order mark. UTF-8 as long as the bytes are; the first that are not decide between
 * GB18030 and Windows-1252. `onEncoding` hears of anything but UTF-8. Throws `not_text` for zero bytes and for text that is
 * UTF-8 in one place and not in another.
 */
export async function* decodeText(
  pieces: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: Encoding) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let carry: Uint8Array = new Uint8Array(0);
  let isAscii = true;
  let isFirst = true;
  for await (const piece of pieces) {
    let bytes = carry.length > 0 ? joined(carry, piece) : piece;
    carry = new Uint8Array(0);
    if (isFirst) {
      const mark = markOf(bytes);
      if (mark.encoding !== "utf-8") {
        decoder = new TextDecoder(mark.encoding);
        onEncoding(mark.encoding);
      }
      bytes = bytes.subarray(mark.length);
      isFirst = false;
    }
    if (decoder === undefined || decoder.encoding.startsWith("utf-16") === false) refuseZeros(bytes);
    if (decoder) {
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    const whole = wholeCharacters(bytes);
    const text = decodeUtf8(bytes.subarray(0, whole));
    if (text !== undefined) {
      isAscii &&= text.length === whole;
      carry = bytes.slice(whole);
      yield text;
      continue;
    }
    if (!isAscii) throw mixedEncodings();
    decoder = legacyDecoder(bytes, onEncoding);
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
  else if (carry.length > 0) {
    if (!isAscii) throw mixedEncodings();
    yield legacyDecoder(carry, onEncoding).decode(carry);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function legacyDecoder(bytes: Uint8Array, onEncoding: (encoding: Encoding) => void): TextDecoder {
  if (isMostlyUtf8(bytes)) throw mixedEncodings();
  const encoding = looksLikeGbk(bytes) ? "gb18030" : "windows-1252";
  onEncoding(encoding);
  return new TextDecoder(encoding);
}

/** Length of the bytes without a character of UTF-8 that their end cuts off. */
function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? length - back : length;
    }
  }
  return length;
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const all = new Uint8Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

function refuseZeros(bytes: Uint8Array): void {
  if (bytes.includes(0))
    throw notText("zero bytes", "Give a CSV file, which is plain text; UTF-16 needs its byte-order mark.");
}

function mixedEncodings(): Problem {
  return notText("bytes that are UTF-8 in one place and not in another", "Save the file as UTF-8 text.");
}

/** The problem of bytes that are no text of any encoding read here. */
export function notText(found: string, hint: string): Problem {
  return new Problem("data", "not_text", `This is not a text file: it holds ${found}.`, {
    found,
    needed: "a table as CSV text, Excel (.xlsx), JSON, Parquet or .tsf",
    hint,
  });
}
