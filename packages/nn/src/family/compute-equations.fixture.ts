// Whoever has the equations of a member and its weights can compute it: this does, in float64, for one window.
import { compileCell, referenceSequence } from "@gatecast/engine";
import { CELLS } from "../cells/index.ts";
import type { Equation } from "../notation/equations.ts";

type Sign = Equation["right"];
/** A number, a row, rows of steps or of a weight, steps of rows of nodes. */
export type Value = number | readonly Value[];
type Row = readonly number[];

export interface Known {
  readonly x: Value;
  /** A weight by its letter and what stands below it. */
  weight(name: string, below: string): Value;
  /** All weights of a recurrent cell, by what stands below its name. */
  cell(below: string): { readonly input: Row; readonly recurrent: Row; readonly bias: Row };
  /** Numbers that are given, such as a graph's. */
  readonly given: Readonly<Record<string, Value>>;
  readonly units: number;
  /** What a loop begins with where nothing is said, by its name. */
  zero(name: string): Value;
  /** Rounds of a loop by its letter. */
  readonly rounds: Readonly<Record<string, number>>;
  /** Steps of segment m. */
  segment(m: number): readonly number[];
}

/** What is defined so far: values, and of loops one a round, −1 being what they begin with. */
type Defined = Map<string, Value | Map<number, Value>>;

/** The last line's value. */
export function computeEquations(equations: readonly Equation[], known: Known): Value {
  const defined: Defined = new Map();
  const isIn =
    (letter: string) =>
    ({ left }: Equation) => {
      const [first] = left;
      return first!.kind === "at" && (first!.index === letter || first!.index === "0");
    };
  for (let i = 0; i < equations.length; ) {
    const { left } = equations[i]!;
    const letter = loopAt(equations, i);
    if (letter === null) {
      define(defined, left, new Computer(known, defined, {}).value(equations[i]!.right), null);
      i++;
      continue;
    }
    let end = i;
    while (end < equations.length && isIn(letter)(equations[end]!)) end++;
    for (let round = 0; round < known.rounds[letter]!; round++) {
      for (const equation of equations.slice(i, end)) {
        const begins = equation.left[0]!.kind === "at" && equation.left[0]!.index === "0";
        if (begins && round > 0) continue;
        const value = new Computer(known, defined, { [letter]: round }).value(equation.right);
        define(defined, equation.left, value, begins ? -1 : round);
      }
    }
    i = end;
  }
  return defined.get("output") as Value;
}

/** The index of the loop that a line stands in; null where it is in none. */
function loopAt(equations: readonly Equation[], i: number): string | null {
  for (const { left } of equations.slice(i)) {
    const [first] = left;
    if (first!.kind !== "at") return null;
    if (first!.index !== "0") return first!.index;
  }
  return null;
}

function define(defined: Defined, left: readonly Sign[], value: Value, round: number | null): void {
  left.forEach((sign, i) => {
    const own = left.length === 1 ? value : (value as readonly Value[])[i]!;
    const name = (sign.kind === "at" ? sign.of[0] : sign) as Extract<Sign, { kind: "symbol" }>;
    if (round === null) defined.set(name.name, own);
    else {
      const rounds = defined.get(name.name);
      const all = rounds instanceof Map ? rounds : new Map<number, Value>();
      defined.set(name.name, all.set(round, own));
    }
  });
}

class Computer {
  private readonly known: Known;
  private readonly defined: Defined;
  private readonly indices: Readonly<Record<string, number>>;

  constructor(known: Known, defined: Defined, indices: Readonly<Record<string, number>>) {
    this.known = known;
    this.defined = defined;
    this.indices = indices;
  }

  private with(indices: Readonly<Record<string, number>>): Computer {
    return new Computer(this.known, this.defined, { ...this.indices, ...indices });
  }

  value(sign: Sign): Value {
    switch (sign.kind) {
      case "number":
        return sign.value;
      case "symbol":
        return this.symbol(sign);
      case "at":
        return this.at(sign);
      case "call":
        return this.called(sign);
      case "total": {
        const count = this.countOf(sign.over, sign.of[0]);
        return Array.from({ length: count }, (_, i) => this.with({ [sign.over]: i }).value(sign.of[0])).reduce(add);
      }
      case "join":
        return this.joined(sign.of);
      case "minus":
        return each(this.value(sign.of[0]!), (value) => -value);
      case "root":
        // d, as wide as a head is.
        return Math.sqrt(sign.of[0]!.kind === "number" ? sign.of[0]!.value : (this.known.given.d as number));
      case "length":
        return columns(this.value(sign.of[0]!) as Row[]).map((column) => Math.hypot(...column));
      case "transposed":
        return turned(this.value(sign.of[0]!));
      default: {
        const of = sign.of.map((part) => this.value(part));
        if (sign.kind === "sum") return of.reduce(add);
        if (sign.kind === "elements") return of.reduce(times);
        if (sign.kind === "fraction") return both(of[0]!, of[1]!, (a, b) => a / b);
        if (sign.kind === "power") return both(of[0]!, of[1]!, (a, b) => a ** b);
        if (sign.kind === "convolution") return convolved(of[0]!, of[1]!);
        return of.reduce((a, b, i) => product(a, b, sign.of[i]!));
      }
    }
  }

  private symbol({ name, below }: Extract<Sign, { kind: "symbol" }>): Value {
    if (name === "x") return this.known.x;
    if (below !== undefined) return this.known.weight(name, below);
    const value = this.defined.get(name) ?? this.known.given[name];
    if (value === undefined) throw new Error(`${name} is not defined`);
    if (!(value instanceof Map)) return value;
    return [...value.entries()].filter(([round]) => round >= 0).map(([, one]) => one);
  }

  private at({ of: [of], index }: Extract<Sign, { kind: "at" }>): Value {
    const [first, ...rest] = index.split(",") as [string, ...string[]];
    const name = of.kind === "symbol" && of.below === undefined ? of.name : "";
    const rounds = this.defined.get(name) ?? (/^[tk]−1/.test(first) ? new Map<number, Value>() : undefined);
    const value =
      rounds instanceof Map ? this.round(rounds, name, first) : this.step(this.value(of) as readonly Value[], first);
    return rest.reduce((all: Value, part) => this.step(all as readonly Value[], part), value);
  }

  private round(rounds: Map<number, Value>, name: string, index: string): Value {
    const letter = index[0]!;
    if (index === "node 1") return this.step([...rounds.values()], index);
    const isLast = /[A-Z]/.test(letter);
    if (/^\d/.test(index)) return rounds.get(Number(index) - 1)!;
    const at = (isLast ? Math.max(...rounds.keys()) : this.indices[letter]!) + offsetOf(index);
    // What a loop begins with is 0 where nothing is said.
    return rounds.get(at) ?? this.known.zero(name);
  }

  private step(of: readonly Value[], index: string): Value {
    if (index === "node 1") return of.map((nodes) => (nodes as readonly Value[])[0]!);
    const column = /^columns? (\d+)(?: to (\w+))?$/.exec(index);
    if (column !== null) {
      const [from, to] = [Number(column[1]) - 1, column[2] ?? column[1]!];
      const cut = (row: Row) => row.slice(from, to === "F" ? undefined : Number(to));
      return typeof of[0] === "number" ? cut(of as Row) : (of as Row[]).map(cut);
    }
    if (index === "segment m") return this.known.segment(this.indices.m!).map((t) => of[t]!);
    if (/^−\d+$/.test(index)) {
      const by = Number(index.slice(1));
      return of.map((row, t) => (t < by ? each(row, () => 0) : of[t - by]!));
    }
    if (/^\d+$/.test(index)) return of[Number(index) - 1]!;
    if (index === "T" || index === "last") return of.at(-1)!;
    const found = of[this.indices[index[0]!]! + offsetOf(index)];
    if (found === undefined) throw new Error(`nothing at ${index}`);
    return found;
  }

  private called(sign: Extract<Sign, { kind: "call" }>): Value {
    const { name, of, weight } = sign;
    if (weight !== undefined) return this.walked(sign);
    const free = ["j", "i"].find((letter) => this.indices[letter] === undefined && uses(of[0]!, letter));
    const argument = (): Value => {
      if (free === undefined) return this.value(of[0]!);
      const count = this.countOf(free, of[0]!);
      const one = Array.from({ length: count }, (_, i) => this.with({ [free]: i }).value(of[0]!));
      if (Array.isArray(one[0]) && one[0].length === 1) return (one as Row[]).map(([value]) => value!);
      // Of a whole sequence of queries: a row of scores for each.
      return Array.isArray(one[0]) ? turned(one) : one;
    };
    if (name === "cos") return cosine(this.value(of[0]!) as Row, this.value(of[1]!) as Row);
    if (name === "max") return Math.max(...(of.map((part) => this.value(part)) as number[]));
    const value = argument();
    const words = /^(segments|patches|means) of (\d+)(?:, (\d+) apart)?$/.exec(name);
    if (words !== null) return grouped(value as Row[], words[1]!, Number(words[2]), Number(words[3] ?? words[2]));
    if (name === "nodes") return (value as Row[]).map((row) => [0, 1, 2].map((node) => [row[node]!, ...row.slice(3)]));
    if (name === "held") return held(value as Row[], (this.known.x as Row[]).length);
    if (name === "softmax") return perRow(value, softmax);
    if (name === "norm") return perRow(value, (row) => normal(row));
    if (name === "groupNorm") return perRow(value, (row) => parts(row, 4).flatMap(normal));
    const own = FUNCTIONS[name];
    if (own === undefined) throw new Error(`nobody says what ${name} means`);
    return each(value, own);
  }

  /** A cell over a sequence, or one step of it; all its states where it has more than one. */
  private walked({ name, of, weight }: Extract<Sign, { kind: "call" }>): Value {
    const cell = CELLS[name.replace("←", "") as keyof typeof CELLS]!;
    const [x, ...initial] = of.map((part) => this.value(part)) as [Row | Row[], ...Row[]];
    const rows = (typeof x[0] === "number" ? [x] : x) as Row[];
    const { units: H } = this.known;
    const sizes = { T: rows.length, B: 1, F: rows[0]!.length, H };
    const weights = this.known.cell((weight as { below: string }).below);
    const starts = initial.length === 0 ? {} : { initial };
    const reverse = name.endsWith("←");
    const { sequence, final } = referenceSequence(compileCell(cell), weights, rows.flat(), sizes, {
      ...starts,
      reverse,
    });
    const all = rows.map((_, t) => Array.from(sequence.subarray(t * H, (t + 1) * H)));
    if (typeof x[0] !== "number") return all;
    return final.length === 1 ? all[0]! : final.map((state) => Array.from(state));
  }

  private joined(of: readonly Sign[]): Value {
    const isSeries = of.length === 3 && of[1]!.kind === "symbol" && of[1]!.name === "…";
    if (isSeries) {
      // From the first to the last: all of them, side by side.
      const { of: inner } = of[0] as Extract<Sign, { kind: "at" }>;
      return (this.value(inner[0]) as Row[]).flat();
    }
    const values = of.map((part) => this.value(part));
    return sideBySide(values);
  }

  /** How many values an index runs over. */
  private countOf(letter: string, sign: Sign): number {
    if (sign.kind === "at") {
      const place = sign.index.split(",").indexOf(letter);
      if (place >= 0) {
        const { of } = sign;
        const name = of[0].kind === "symbol" ? of[0].name : "";
        const own = this.defined.get(name);
        const whole = own instanceof Map && place > 0 ? [...own.values()] : (this.value(of[0]) as readonly Value[]);
        if (place === 0) return whole.length;
        return (whole[0] as readonly Value[]).length;
      }
    }
    const counts = "of" in sign ? sign.of.map((part) => this.countOf(letter, part)) : [];
    return Math.max(0, ...counts);
  }
}

const offsetOf = (index: string): number => Number(/[−+]\d+$/.exec(index)?.[0]?.replace("−", "-") ?? 0);
const uses = (sign: Sign, letter: string): boolean =>
  (sign.kind === "at" && sign.index.split(",").includes(letter)) ||
  (sign.kind !== "total" && "of" in sign && sign.of.some((part) => uses(part, letter)));

const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  tanh: Math.tanh,
  exp: Math.exp,
  abs: Math.abs,
  relu: (value) => Math.max(0, value),
  softplus: (value) => Math.log1p(Math.exp(value)),
  gelu: (value) => value / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (value + 0.044715 * value ** 3))),
};

const each = (value: Value, run: (value: number) => number): Value =>
  typeof value === "number" ? run(value) : value.map((one) => each(one, run));
const depth = (value: Value): number => (typeof value === "number" ? 0 : 1 + depth(value[0]!));

/** Two values one by one; what has fewer axes is repeated along the first ones, and rows of one value along the last. */
function both(a: Value, b: Value, run: (a: number, b: number) => number): Value {
  if (typeof a === "number" && typeof b === "number") return run(a, b);
  if (depth(a) < depth(b)) return (b as readonly Value[]).map((one) => both(a, one, run));
  if (depth(a) > depth(b)) return (a as readonly Value[]).map((one) => both(one, b, run));
  const [as, bs] = [a as readonly Value[], b as readonly Value[]];
  const length = Math.max(as.length, bs.length);
  return Array.from({ length }, (_, i) => both(as[as.length === 1 ? 0 : i]!, bs[bs.length === 1 ? 0 : i]!, run));
}
const add = (a: Value, b: Value): Value => both(a, b, (x, y) => x + y);
const times = (a: Value, b: Value): Value => both(a, b, (x, y) => x * y);

const columns = (rows: readonly Row[]): Row[] => rows[0]!.map((_, i) => rows.map((row) => row[i]!));
const turned = (value: Value): Value => (depth(value) === 1 ? [value] : columns(value as readonly Row[]));
const dot = (a: Row, b: Row): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Of matrices, rows and columns; of two rows their inner product, of a row and a turned one the outer. */
function product(a: Value, b: Value, second: Sign): Value {
  if (typeof a === "number" || typeof b === "number") return times(a, b);
  if (second.kind === "transposed" && depth(a) === 1) {
    return (a as Row).map((value) => (b as readonly Row[])[0]!.map((other) => value * other));
  }
  if (depth(a) === 1 && depth(b) === 1) {
    const [short, long] = [a as Row, b as Row];
    return short.length === 1 && long.length > 1 ? times(a, b) : dot(short, long);
  }
  if (depth(b) === 3) return (b as readonly Value[]).map((one) => product(a, one, second));
  if (depth(a) === 3) return (a as readonly Value[]).map((one) => product(one, b, second));
  if (depth(b) === 1) return (a as readonly Row[]).map((row) => dot(row, b as Row));
  const by = columns(b as readonly Row[]);
  const row = (one: Row) => by.map((column) => dot(one, column));
  return depth(a) === 1 ? row(a as Row) : (a as readonly Row[]).map(row);
}

/** Of rows over time in every column by itself, taps first; of a row of three around a ring. */
function convolved(taps: Value, of: Value): Value {
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

const perRow = (value: Value, run: (row: Row) => readonly number[]): Value =>
  depth(value) === 1 ? run(value as Row) : (value as readonly Value[]).map((one) => perRow(one, run));
function softmax(row: Row): readonly number[] {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  return powers.map((power) => power / powers.reduce((a, b) => a + b));
}
function normal(row: Row): readonly number[] {
  const middle = row.reduce((a, b) => a + b) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - middle) ** 2, 0) / row.length;
  return row.map((value) => (value - middle) / Math.sqrt(variance + 1e-5));
}
const parts = (row: Row, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => row.slice((i * row.length) / count, ((i + 1) * row.length) / count));
const cosine = (a: Row, b: Row): number => dot(a, b) / Math.sqrt((dot(a, a) + 1e-6) * (dot(b, b) + 1e-6));

function sideBySide(values: readonly Value[]): Value {
  const most = Math.max(...values.map(depth));
  if (most === 1) return values.flatMap((value) => (typeof value === "number" ? [value] : (value as Row)));
  const long = values.find((value) => depth(value) === most) as readonly Value[];
  return long.map((_, t) =>
    sideBySide(values.map((value) => (depth(value) === most ? (value as readonly Value[])[t]! : value))),
  );
}

/** Neighbouring rows, so that the last ones end with the sequence: side by side, or their means. */
function grouped(rows: readonly Row[], what: string, length: number, apart: number): Row[] {
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
function held(rows: readonly Row[], T: number): Row[] {
  const length = Math.round(T / rows.length) === 2 ? 2 : 2 ** Math.ceil(Math.log2(T / rows.length));
  return Array.from({ length: T }, (_, t) => {
    const m = rows.findLastIndex((_, i) => T - 1 - length * (rows.length - 1 - i) <= t);
    return m < 0 ? rows[0]!.map(() => 0) : rows[m]!;
  });
}
