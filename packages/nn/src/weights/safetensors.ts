/**
 * One tensor of a `.safetensors` file (https://huggingface.co/docs/safetensors): a name, a shape and little-endian values.
 */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly StoredTensor[];
}

/** What is wrong with a file, for people: `found` and `needed` without names of programs. */
export class SafetensorsError extends Error {
  override readonly name = "SafetensorsError";
}

/** A header is names and shapes; more than this is not a model of ours, and nothing is parsed. */
const MAXIMUM_HEADER = 16 * 1024 * 1024;
const KINDS = { F32: 4, F64: 8 } as const;

/** The bytes of a file. Tensors are stored in the order given; `metadata` is text. */
export function writeSafetensors({ metadata, tensors }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const entries: [string, unknown][] = [["__metadata__", metadata]];
  for (const { name, shape, values } of tensors) {
    const kind = values instanceof Float64Array ? "F64" : "F32";
    const end = offset + values.length * KINDS[kind];
    entries.push([name, { dtype: kind, shape, data_offsets: [offset, end] }]);
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // Spaces fill the header up, so that values lie on multiples of eight.
  const header = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + header + offset).fill(0x20, 8, 8 + header);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header), true);
  bytes.set(json, 8);
  let at = 8 + header;
  for (const { values } of tensors) {
    for (const stored of values) {
      // A NaN has many bit patterns, and engines differ in which they keep.
      const value = Number.isNaN(stored) ? Number.NaN : stored;
      if (values instanceof Float64Array) view.setFloat64(at, value, true);
      else view.setFloat32(at, value, true);
      at += values.BYTES_PER_ELEMENT;
    }
  }
  return bytes;
}

interface Entry {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Reads a file whole. Every size is checked against the bytes that are there before anything is allocated: a hostile file
 * costs no more memory than its own length. Throws a SafetensorsError that says in one line what is wrong.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.length < 8) throw new SafetensorsError(`${bytes.length} bytes, where even the header's length takes 8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > bytes.length - 8) {
    throw new SafetensorsError(`a header of ${length} bytes in a file of ${bytes.length}`);
  }
  if (length > MAXIMUM_HEADER) throw new SafetensorsError(`a header of ${length} bytes; ${MAXIMUM_HEADER} are allowed`);
  const header = parseHeader(bytes.subarray(8, 8 + length));
  const data = bytes.length - 8 - length;
  const entries = [...header.entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  for (const { name, begin, end } of entries) {
    if (end > data) throw new SafetensorsError(`tensor "${name}" ends at byte ${end} of ${data}: the file is cut off`);
    if (begin < reached) throw new SafetensorsError(`tensor "${name}" overlaps the one before it`);
    if (begin > reached)
      throw new SafetensorsError(`${begin - reached} bytes before tensor "${name}" belong to nothing`);
    reached = end;
  }
  if (reached !== data) throw new SafetensorsError(`${data - reached} bytes behind the last tensor belong to nothing`);
  const tensors = header.entries.map(({ name, kind, shape, begin, end }) => {
    const from = 8 + length + begin;
    const count = (end - begin) / KINDS[kind];
    const values = kind === "F64" ? new Float64Array(count) : new Float32Array(count);
    for (let i = 0; i < count; i++) {
      values[i] = kind === "F64" ? view.getFloat64(from + 8 * i, true) : view.getFloat32(from + 4 * i, true);
    }
    return { name, shape, values };
  });
  return { metadata: header.metadata, tensors };
}

function parseHeader(bytes: Uint8Array): { metadata: Record<string, string>; entries: Entry[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new SafetensorsError("a header that is not JSON");
  }
  if (!isObject(parsed)) throw new SafetensorsError("a header that is not a JSON object");
  const metadata: Record<string, string> = {};
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    if (name === "__metadata__") {
      if (!isObject(value)) throw new SafetensorsError("metadata that is not a JSON object");
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== "string") throw new SafetensorsError(`metadata "${key}" that is not text`);
        metadata[key] = text;
      }
    } else {
      entries.push(entryOf(name, value));
    }
  }
  return { metadata, entries };
}

function entryOf(name: string, value: unknown): Entry {
  if (!isObject(value)) throw new SafetensorsError(`tensor "${name}" without a description`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== "F32" && dtype !== "F64")
    throw new SafetensorsError(`tensor "${name}" of type ${JSON.stringify(dtype)}; F32 and F64 can be read`);
  if (!isSizes(shape)) throw new SafetensorsError(`tensor "${name}" with an impossible shape`);
  if (!isSizes(offsets) || offsets.length !== 2) throw new SafetensorsError(`tensor "${name}" with impossible offsets`);
  const [begin, end] = offsets as [number, number];
  const count = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count) || end - begin !== count * KINDS[dtype]) {
    throw new SafetensorsError(`tensor "${name}" of shape [${shape.join(", ")}] in ${end - begin} bytes`);
  }
  return { name, kind: dtype, shape, begin, end };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= 8 && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
