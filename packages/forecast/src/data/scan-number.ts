/** Exact in binary: a whole number below 2⁵³ over one of these is rounded once, as the language reads decimals. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const WHOLE = Number.MAX_SAFE_INTEGER;

const BLANK = 32;
const MINUS = 45;
const PLUS = 43;
const ZERO = 48;
const NINE = 57;
const EXPONENT = 101;
const CAPITAL = 69;
const COMMA = 44;

/** Where `scanNumber` leaves what it read. */
export interface NumberCell {
  value: number;
}

/**
 * Reads a decimal number that begins at `from` and is followed by the character `stop`, blanks around it left aside; answers
 * where that stands. −1 for anything else: missing cells, words, and numbers too large to hold. The value is the one that
 * `Number` gives.
 */
export function scanNumber(text: string, from: number, decimal: number, stop: number, cell: NumberCell): number {
  let at = from;
  let code = text.charCodeAt(at);
  while (code === BLANK) code = text.charCodeAt(++at);
  const first = at;
  const isNegative = code === MINUS;
  if (isNegative || code === PLUS) code = text.charCodeAt(++at);
  const start = at;
  let value = 0;
  while (code >= ZERO && code <= NINE) {
    value = value * 10 + (code - ZERO);
    code = text.charCodeAt(++at);
  }
  let digits = at - start;
  let scale = 0;
  if (code === decimal && decimal !== stop) {
    code = text.charCodeAt(++at);
    const point = at;
    while (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO);
      code = text.charCodeAt(++at);
    }
    scale = at - point;
    digits += scale;
  }
  if (digits === 0) return -1;
  // A sum of digits that was once rounded is larger than any that was not.
  let isExact = value <= WHOLE && scale < TENS.length;
  if (code === EXPONENT || code === CAPITAL) {
    isExact = false;
    code = text.charCodeAt(++at);
    if (code === MINUS || code === PLUS) code = text.charCodeAt(++at);
    if (!(code >= ZERO && code <= NINE)) return -1;
    while (code >= ZERO && code <= NINE) code = text.charCodeAt(++at);
  }
  const end = at;
  while (code <= BLANK && code !== stop) code = text.charCodeAt(++at);
  if (code !== stop) return -1;
  if (isExact) {
    if (scale > 0) value /= TENS[scale]!;
    cell.value = isNegative ? -value : value;
    return at;
  }
  const written = text.slice(first, end);
  cell.value = Number(decimal === COMMA ? written.replace(",", ".") : written);
  return Math.abs(cell.value) === Infinity ? -1 : at;
}
