import { textAttribute } from "./attributes.ts";
import { damaged, Hdf5Bytes, unsupported } from "./bytes.ts";
import { type Datatype, dataspaceAt, datatypeAt } from "./datatype.ts";
import { linksOf } from "./links.ts";
import { MESSAGE, type Message, messagesOf } from "./messages.ts";

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** True for bytes that begin as HDF5 files do. */
export function isHdf5(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** A group or an array of an HDF5 file. */
export class Hdf5Object {
  private readonly bytes: Hdf5Bytes;
  private readonly messages: readonly Message[];
  private links: Map<string, number> | null = null;
  private readonly known = new Map<string, Hdf5Object>();

  constructor(bytes: Hdf5Bytes, address: number) {
    this.bytes = bytes;
    this.messages = messagesOf(bytes, address);
  }

  /** Sizes of an array; null for a group. */
  get shape(): readonly number[] | null {
    const space = this.message(MESSAGE.dataspace);
    return space === undefined ? null : dataspaceAt(this.bytes, space.at);
  }

  /** Names of a group's members, in the order of the file. */
  get names(): string[] {
    return [...this.members().keys()];
  }

  /** A member by its path `a/b`; undefined where there is none. */
  get(path: string): Hdf5Object | undefined {
    let found: Hdf5Object = this;
    for (const name of path.split("/").filter(Boolean)) {
      const next = found.member(name);
      if (next === undefined) return undefined;
      found = next;
    }
    return found;
  }

  /** The texts of an attribute; undefined where there is none. */
  texts(attribute: string): string[] | undefined {
    return textAttribute(this.bytes, this.messages, attribute);
  }

  /** What an array holds: `32-bit float`. */
  get type(): string {
    const type = this.datatype();
    return type.kind === "other" ? type.name : type.kind === "float" ? `${8 * type.size}-bit float` : "text";
  }

  /** The values of an array of floats, row-major. Throws a WeightsError for anything else. */
  values(): Float32Array | Float64Array {
    const { bytes } = this;
    const type = this.datatype();
    if (type.kind !== "float") throw unsupported(`an array of ${this.type}`);
    const count = (this.shape ?? []).reduce((product, size) => product * size, 1);
    const layout = this.message(MESSAGE.layout);
    if (layout === undefined) throw damaged("an array without values");
    if (this.message(MESSAGE.filters) !== undefined) throw unsupported("compressed arrays");
    const [version, kind] = [bytes.u8(layout.at), bytes.u8(layout.at + 1)];
    if (version !== 3 && version !== 4) throw unsupported(`a layout of version ${version}`);
    if (kind === 2) throw unsupported("arrays in pieces");
    if (kind > 2) throw unsupported("arrays of other files");
    const isCompact = kind === 0;
    const at = isCompact ? layout.at + 4 : bytes.address(layout.at + 2);
    const size = isCompact ? bytes.u16(layout.at + 2) : bytes.u64(layout.at + 10);
    if (size !== count * type.size) throw damaged(`${size} bytes for ${count} values of ${type.size} bytes`);
    if (at === null) {
      // Room that was never written; Keras writes none.
      throw unsupported("arrays without values");
    }
    return bytes.floats(at, count, type.size, type.littleEndian);
  }

  private member(name: string): Hdf5Object | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const address = this.members().get(name);
    if (address === undefined) return undefined;
    const made = new Hdf5Object(this.bytes, address);
    this.known.set(name, made);
    return made;
  }

  private members(): Map<string, number> {
    this.links ??= linksOf(this.bytes, this.messages);
    return this.links;
  }

  private datatype(): Datatype {
    const message = this.message(MESSAGE.datatype);
    if (message === undefined) throw damaged("an array without a type");
    return datatypeAt(this.bytes, message.at);
  }

  private message(type: number): Message | undefined {
    return this.messages.find((message) => message.type === type);
  }
}

/**
 * Opens an HDF5 file as Keras writes it, by way of h5py: groups, texts as attributes, arrays of floats in one piece. This is a reader of
 * that part of the format and no more; every size is checked before it is used.
 * Throws a WeightsError that says in one line what is wrong.
 */
export function openHdf5(bytes: Uint8Array): Hdf5Object {
  if (!isHdf5(bytes)) throw damaged("other first bytes than an HDF5 file has");
  const file = new Hdf5Bytes(bytes);
  const version = file.u8(8);
  if (version > 3) throw unsupported(`a superblock of version ${version}`);
  const isFirst = version < 2;
  const sizes = isFirst ? 13 : 9;
  if (file.u8(sizes) !== 8 || file.u8(sizes + 1) !== 8) throw unsupported("other than 64-bit addresses");
  // The first version names the root in an entry of a symbol table, behind four addresses.
  const base = isFirst ? 24 + 4 * version : 12;
  if (file.u64(base) !== 0) throw unsupported("something before its beginning");
  return new Hdf5Object(file, file.u64(isFirst ? base + 40 : 36));
}
