// What equations are computed with, in float64: numbers, complex ones too, rows, and rows of rows.

/** Functions of one number. */
export const FUNCTIONS: Readonly<Record<string, (value: number) => Leaf>> = {
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  tanh: Math.tanh,
  abs: Math.abs,
  relu: (value) => Math.max(0, value),
  softplus: (value) => Math.log1p(Math.exp(value)),
  gelu: (value) => value / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (value + 0.044715 * value ** 3))),
};

/** Functions of a number that may be complex. */
export const COMPLEX_FUNCTIONS: Readonly<Record<string, (value: Complex) => Leaf>> = {
  exp: ({ re, im }) => leaf(Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im)),
  conj: ({ re, im }) => leaf(re, -im),
  Re: ({ re }) => re,
};

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}
type Leaf = number | Complex;
/** A number, a row, rows of steps or of a weight, steps of rows of nodes. */
export type Value = Leaf | readonly Value[];
export type Row = readonly number[];

const isLeaf = (value: Value): value is Leaf => !Array.isArray(value);
const complex = (value: Leaf): Complex => (typeof value === "number" ? { re: value, im: 0 } : value);
const leaf = (re: number, im: number): Leaf => (im === 0 ? re : { re, im });
const plus = (a: Leaf, b: Leaf): Leaf => {
  const [x, y] = [complex(a), complex(b)];
  return leaf(x.re + y.re, x.im + y.im);
};
const multiplied = (a: Leaf, b: Leaf): Leaf => {
  const [x, y] = [complex(a), complex(b)];
  return leaf(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re);
};
const divided = (a: Leaf, b: Leaf): Leaf => {
  const { re, im } = complex(b);
  const [square, upper] = [re * re + im * im, complex(multiplied(a, leaf(re, -im)))];
  return leaf(upper.re / square, upper.im / square);
};

export const each = (value: Value, run: (value: Leaf) => Leaf): Value =>
  isLeaf(value) ? run(value) : value.map((one) => each(one, run));
/** A function of complex numbers, everywhere. */
export const eachComplex = (value: Value, run: (value: Complex) => Leaf): Value =>
  each(value, (one) => run(complex(one)));
export const depth = (value: Value): number => (isLeaf(value) ? 0 : 1 + depth(value[0]!));

/** Two values one by one; what has fewer axes is repeated along the first ones, and rows of one value along the last. */
function both(a: Value, b: Value, run: (a: Leaf, b: Leaf) => Leaf): Value {
  if (isLeaf(a) && isLeaf(b)) return run(a, b);
  if (depth(a) < depth(b)) return (b as readonly Value[]).map((one) => both(a, one, run));
  if (depth(a) > depth(b)) return (a as readonly Value[]).map((one) => both(one, b, run));
  const [as, bs] = [a as readonly Value[], b as readonly Value[]];
  const length = Math.max(as.length, bs.length);
  return Array.from({ length }, (_, i) => both(as[as.length === 1 ? 0 : i]!, bs[bs.length === 1 ? 0 : i]!, run));
}
export const add = (a: Value, b: Value): Value => both(a, b, plus);
export const times = (a: Value, b: Value): Value => both(a, b, multiplied);
export const over = (a: Value, b: Value): Value => both(a, b, divided);
export const minus = (value: Value): Value => each(value, (one) => multiplied(-1, one));

type Leaves = readonly Leaf[];
export const columns = <T extends Leaf>(rows: readonly (readonly T[])[]): T[][] =>
  rows[0]!.map((_, i) => rows.map((row) => row[i]!));
export const turned = (value: Value): Value => (depth(value) === 1 ? [value] : columns(value as readonly Leaves[]));
const dot = (a: Leaves, b: Leaves): Leaf => a.reduce((sum, value, i) => plus(sum, multiplied(value, b[i]!)), 0);

/** A power of numbers, or the inverse of a matrix. */
export function power(base: Value, exponent: Value): Value {
  if (depth(base) < 2) return both(base, exponent, (a, b) => (a as number) ** (b as number));
  if (exponent !== -1) throw new Error("whole powers of a matrix are products");
  return inverse(base as readonly Leaves[]);
}

export const identity = (size: number): number[][] => diagonal(new Array<number>(size).fill(1)) as number[][];
export const diagonal = (row: Leaves): Leaf[][] => row.map((value, i) => row.map((_, j) => (i === j ? value : 0)));

/** Gauss and Jordan's elimination with the largest pivot of a column. */
function inverse(matrix: readonly Leaves[]): Leaf[][] {
  const size = (value: Leaf) => Math.hypot(complex(value).re, complex(value).im);
  const rows = matrix.map((row, i) => [...row, ...identity(matrix.length)[i]!] as Leaf[]);
  for (let k = 0; k < rows.length; k++) {
    const best = rows.reduce((at, row, i) => (i > k && size(row[k]!) > size(rows[at]![k]!) ? i : at), k);
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    rows[k] = rows[k]!.map((value) => divided(value, rows[k]![k]!));
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = multiplied(-1, rows[i]![k]!);
      rows[i] = rows[i]!.map((value, j) => plus(value, multiplied(factor, rows[k]![j]!)));
    }
  }
  return rows.map((row) => row.slice(rows.length));
}

/** Of matrices, rows and columns; of two rows their inner product, of a row and a turned one the outer. */
export function product(a: Value, b: Value, second?: { readonly kind: string }): Value {
  if (isLeaf(a) || isLeaf(b)) return times(a, b);
  if (second?.kind === "transposed" && depth(a) === 1) {
    return (a as Leaves).map((value) => (b as readonly Leaves[])[0]!.map((other) => multiplied(value, other)));
  }
  if (depth(a) === 1 && depth(b) === 1) {
    const [short, long] = [a as Leaves, b as Leaves];
    return short.length === 1 && long.length > 1 ? times(a, b) : dot(short, long);
  }
  if (depth(b) === 3) return (b as readonly Value[]).map((one) => product(a, one, second));
  if (depth(a) === 3) return (a as readonly Value[]).map((one) => product(one, b, second));
  if (depth(b) === 1) return (a as readonly Leaves[]).map((row) => dot(row, b as Leaves));
  const by = columns(b as readonly Leaves[]);
  const row = (one: Leaves) => by.map((column) => dot(one, column));
  return depth(a) === 1 ? row(a as Leaves) : (a as readonly Leaves[]).map(row);
}

/** Of rows over time in every column by itself, taps first; of a row of three around a ring. */
export function convolved(taps: Value, of: Value): Value {
  if (depth(of) === 1) {
    const [s, u] = [taps as Row, of as Row];
    const N = u.length;
    return u.map((_, i) => s[0]! * u[(i + 1) % N]! + s[1]! * u[i]! + s[2]! * u[(i + N - 1) % N]!);
  }
  return (of as readonly Row[]).map((row, t) =>
    row.map((_, i) =>
      (taps as readonly Row[]).reduce(
        (sum, tap, j) => sum + (t >= j ? tap[i]! * (of as readonly Row[])[t - j]![i]! : 0),
        0,
      ),
    ),
  );
}

export const perRow = (value: Value, run: (row: Row) => readonly number[]): Value =>
  depth(value) === 1 ? run(value as Row) : (value as readonly Value[]).map((one) => perRow(one, run));
export function softmax(row: Row): readonly number[] {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  return powers.map((power) => power / powers.reduce((a, b) => a + b));
}
export function normal(row: Row): readonly number[] {
  const middle = row.reduce((a, b) => a + b) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - middle) ** 2, 0) / row.length;
  return row.map((value) => (value - middle) / Math.sqrt(variance + 1e-5));
}
export const parts = (row: Row, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => row.slice((i * row.length) / count, ((i + 1) * row.length) / count));
const inner = (a: Row, b: Row): number => dot(a, b) as number;
export const cosine = (a: Row, b: Row): number => inner(a, b) / Math.sqrt((inner(a, a) + 1e-6) * (inner(b, b) + 1e-6));

export function sideBySide(values: readonly Value[]): Value {
  const most = Math.max(...values.map(depth));
  if (most <= 1) return values.flatMap((value) => (isLeaf(value) ? [value] : (value as Leaves)));
  const long = values.find((value) => depth(value) === most) as readonly Value[];
  return long.map((_, t) =>
    sideBySide(values.map((value) => (depth(value) === most ? (value as readonly Value[])[t]! : value))),
  );
}

/** Neighbouring rows, so that the last ones end with the sequence: side by side, or their means. */
export function grouped(rows: readonly Row[], what: string, length: number, apart: number): Row[] {
  const T = rows.length;
  const zero = rows[0]!.map(() => 0);
  if (what === "means") {
    const count = Math.ceil(T / length);
    return Array.from({ length: count }, (_, m) => {
      const end = T - length * (count - 1 - m);
      const some = rows.slice(Math.max(0, end - length), end);
      return zero.map((_, i) => some.reduce((sum, row) => sum + row[i]!, 0) / some.length);
    });
  }
  const count = what === "segments" ? Math.ceil(T / length) : 1 + Math.max(0, Math.ceil((T - length) / apart));
  const first = T - length - (count - 1) * apart;
  return Array.from({ length: count }, (_, m) =>
    Array.from({ length }, (_, j) => rows[first + m * apart + j] ?? zero).flat(),
  );
}

/** The last of M rows that has ended by each of T steps, the last ones ending together; zeros before. */
export function held(rows: readonly Row[], T: number): Row[] {
  const length = Math.round(T / rows.length) === 2 ? 2 : 2 ** Math.ceil(Math.log2(T / rows.length));
  return Array.from({ length: T }, (_, t) => {
    const m = rows.findLastIndex((_, i) => T - 1 - length * (rows.length - 1 - i) <= t);
    return m < 0 ? rows[0]!.map(() => 0) : rows[m]!;
  });
}
