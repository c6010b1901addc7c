/** A function that a module exports, and the types of what it takes and gives. */
export interface ExportedFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/** The functions that a module exports, in its order. Of a module that imports no functions. */
export function exportedFunctions(bytes: Uint8Array): ExportedFunction[] {
  let at = 8;
  const byte = (): number => bytes[at++]!;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const low = byte();
      value |= (low & 0x7f) << shift;
      if (low < 0x80) return value >>> 0;
    }
  };
  const many = <T>(read: () => T): T[] => Array.from({ length: number() }, read);
  let types: Omit<ExportedFunction, "name">[] = [];
  let functions: number[] = [];
  let exports: { name: string; kind: number; index: number }[] = [];
  while (at < bytes.length) {
    const id = byte();
    const size = number();
    const end = at + size;
    if (id === 1) types = many(() => ({ form: byte(), parameters: many(byte), results: many(byte) }));
    if (id === 3) functions = many(number);
    if (id === 7) exports = many(() => ({ name: String.fromCharCode(...many(byte)), kind: byte(), index: number() }));
    at = end;
  }
  return exports.filter(({ kind }) => kind === 0).map(({ name, index }) => ({ name, ...types[functions[index]!]! }));
}
