/** Bytes of a WebAssembly module (https://webassembly.github.io/spec/core/binary/), as far as emitted cells need it. */
export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

export const unsigned = (n: number): number[] => {
  const bytes: number[] = [];
  let rest = n;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
};

const signed = (n: number): number[] => {
  const bytes: number[] = [];
  let rest = n;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
};

/** How many items there are, and the items. */
export function vector(items: readonly (readonly number[])[]): number[] {
  // Several times as fast as to flatten a list of lists.
  const bytes = unsigned(items.length);
  for (const item of items) for (const byte of item) bytes.push(byte);
  return bytes;
}
export const text = (value: string): number[] => {
  const bytes = [...value].map((letter) => letter.charCodeAt(0));
  return [...unsigned(bytes.length), ...bytes];
};
const section = (id: number, body: readonly number[]): number[] => [id, ...unsigned(body.length), ...body];

/** Instructions, each as its bytes. */
export const code = {
  localGet: (i: number) => [0x20, ...unsigned(i)],
  localSet: (i: number) => [0x21, ...unsigned(i)],
  localTee: (i: number) => [0x22, ...unsigned(i)],
  i32Const: (n: number) => [0x41, ...signed(n)],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  i32Mul: [0x6c],
  i32And: [0x71],
  i32IsZero: [0x45],
  i32LessUnsigned: [0x49],
  loop: [0x03, 0x40],
  branchIf: (depth: number) => [0x0d, ...unsigned(depth)],
  end: [0x0b],
  loadFrom: (offset: number) => [0xfd, 0x00, 0x04, ...unsigned(offset)],
  storeTo: (offset: number) => [0xfd, 0x0b, 0x04, ...unsigned(offset)],
  /** One float four times, and the first of four floats. */
  loadSplat: (offset: number) => [0xfd, 0x09, 0x02, ...unsigned(offset)],
  storeFirst: (offset: number) => [0xfd, 0x5a, 0x02, ...unsigned(offset), 0],
  and: [0xfd, 0x4e],
  andNot: [0xfd, 0x4f],
  or: [0xfd, 0x50],
  floor: [0xfd, 0x68],
  /** Four integers, all shifted by the i32 on the stack. */
  shiftLeft: [0xfd, 0xab, 0x01],
  integerAdd: [0xfd, 0xae, 0x01],
  /** b < a ? b : a, which hands a on where it is NaN; so does its twin. */
  pseudoMinimum: [0xfd, 0xea, 0x01],
  pseudoMaximum: [0xfd, 0xeb, 0x01],
  negate: [0xfd, 0xe1, 0x01],
  add: [0xfd, 0xe4, 0x01],
  subtract: [0xfd, 0xe5, 0x01],
  multiply: [0xfd, 0xe6, 0x01],
  divide: [0xfd, 0xe7, 0x01],
  squareRoot: [0xfd, 0xe3, 0x01],
  /** The larger one; NaN where one is NaN. */
  maximum: [0xfd, 0xe9, 0x01],
  /** All bits set where a > b. */
  greater: [0xfd, 0x44],
  /** Sixteen bytes out of the 32 of two vectors. */
  shuffle: (bytes: readonly number[]) => [0xfd, 0x0d, ...bytes],
  /** A float from an integer with sign. */
  toFloat: [0xb2],
  f32Const: (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  splat: [0xfd, 0x13],
  splatInteger: [0xfd, 0x11],
} as const;

/** A function of i32 parameters and no result. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** Types of the locals behind the parameters: `I32` or `V128`. */
  readonly locals: readonly number[];
  readonly body: readonly number[];
}

/** Pages of 64 KiB that a memory may have at most: WebAssembly's own limit, 4 GiB. */
export const MAXIMUM_PAGES = 65536;

/** The import `engine.memory`, a shared one. */
export const IMPORTED_MEMORY = [
  ...[...text("engine"), ...text("memory"), 0x02, 0x03, ...unsigned(1), ...unsigned(MAXIMUM_PAGES)],
];

/** What a module consists of, each item as its bytes. */
interface Sections {
  readonly types: readonly (readonly number[])[];
  readonly imports: readonly (readonly number[])[];
  /** The type of each function. */
  readonly functions: readonly (readonly number[])[];
  readonly exports: readonly (readonly number[])[];
  /** Locals and instructions of each function. */
  readonly bodies: readonly (readonly number[])[];
}

export function moduleOf({ types, imports, functions, exports, bodies }: Sections): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector(imports)),
    ...section(3, vector(functions)),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies.map((body) => [...unsigned(body.length), ...body]))),
  ]);
}

/** A module that imports `engine.memory` and exports the functions given. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  return moduleOf({
    types: functions.map((f) => [0x60, ...vector(Array.from({ length: f.parameters }, () => [I32])), 0]),
    imports: [IMPORTED_MEMORY],
    functions: functions.map((_, i) => unsigned(i)),
    exports: functions.map((f, i) => [...text(f.name), 0x00, ...unsigned(i)]),
    bodies: functions.map((f) => [...vector(f.locals.map((type) => [1, type])), ...f.body, ...code.end]),
  });
}
