import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";

/** Types of elements that are read: floats, texts of one length, texts of any length. */
export type Datatype =
  | { readonly kind: "float"; readonly size: number; readonly littleEndian: boolean }
  | { readonly kind: "text"; readonly size: number }
  | { readonly kind: "long text" }
  | { readonly kind: "other"; readonly name: string };

const CLASSES = [
  "integer",
  "float",
  "time",
  "text",
  "bits",
  "opaque",
  "compound",
  "reference",
  "enumerated",
  "long",
  "array",
];

export function datatypeAt(bytes: Hdf5Bytes, at: number): Datatype {
  const kind = CLASSES[bytes.u8(at) & 0x0f] ?? "unheard-of";
  const flags = bytes.u8(at + 1);
  const size = bytes.u32(at + 4);
  if (kind === "text") return { kind: "text", size };
  if (kind === "long" && (flags & 0x0f) === 1) return { kind: "long text" };
  // Bits 0 and 6 together would be VAX's order of bytes.
  if (kind === "float" && (size === 4 || size === 8) && !(flags & 0x40)) {
    return { kind: "float", size, littleEndian: !(flags & 1) };
  }
  return { kind: "other", name: `${8 * size}-bit ${kind}` };
}

/** Sizes of a dataset or attribute; none for a single value. */
export function dataspaceAt(bytes: Hdf5Bytes, at: number): number[] {
  const version = bytes.u8(at);
  if (version !== 1 && version !== 2) throw unsupported(`a dataspace of version ${version}`);
  // Type 2 of the second version: nothing at all.
  if (version === 2 && bytes.u8(at + 3) === 2) return [0];
  const rank = bytes.u8(at + 1);
  if (rank > 8) throw damaged(`an array of ${rank} axes at byte ${at}`);
  const first = at + (version === 1 ? 8 : 4);
  const sizes = Array.from({ length: rank }, (_, axis) => bytes.u64(first + 8 * axis));
  if (!Number.isSafeInteger(sizes.reduce((product, size) => product * size, 1))) {
    throw damaged(`an array of shape [${sizes.join(", ")}] at byte ${at}`);
  }
  return sizes;
}
