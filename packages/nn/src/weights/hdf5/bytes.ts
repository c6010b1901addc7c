import { WeightsError } from "../weights-error.ts";

/** No file of weights has more structures than this; one whose structures point in circles has. */
const MOST_STEPS = 1_000_000;
/** Names are read again where somebody asks again. */
const SPARE = 1_048_576;

/**
 * The bytes of an HDF5 file (https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, little-endian). Every read is checked
 * against the end of the file, every structure is counted, and what is taken out in all is no more than the file holds: a hostile file
 * costs little more than its own length.
 */
export class Hdf5Bytes {
  readonly length: number;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private steps = 0;
  private taken = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whole number of `size` bytes. */
  number(at: number, size: number): number {
    this.check(at, size);
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this.view.getUint8(at + i);
    if (!Number.isSafeInteger(value)) throw damaged(`a number of ${size} bytes at byte ${at}`);
    return value;
  }

  u8(at: number): number {
    return this.number(at, 1);
  }

  u16(at: number): number {
    return this.number(at, 2);
  }

  u32(at: number): number {
    return this.number(at, 4);
  }

  u64(at: number): number {
    return this.number(at, 8);
  }

  /** A place in the file; null where it says that there is none. */
  address(at: number): number | null {
    this.check(at, 8);
    if (this.view.getBigUint64(at, true) === 0xffff_ffff_ffff_ffffn) return null;
    return this.u64(at);
  }

  /** Text of `length` bytes, or up to the first zero in them. */
  text(at: number, length: number): string {
    this.take(length);
    this.check(at, length);
    const bytes = this.bytes.subarray(at, at + length);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  /** Text that ends with a zero. */
  textUntilZero(at: number, end: number): string {
    this.check(at, 0);
    const zero = this.bytes.subarray(at, end).indexOf(0);
    if (zero < 0) throw damaged(`a name without an end at byte ${at}`);
    return this.text(at, zero);
  }

  /** Floats of 4 or 8 bytes. */
  floats(at: number, count: number, size: number, littleEndian: boolean): Float32Array | Float64Array {
    this.take(count * size);
    this.check(at, count * size);
    const values = size === 8 ? new Float64Array(count) : new Float32Array(count);
    for (let i = 0; i < count; i++) {
      const place = at + i * size;
      values[i] = size === 8 ? this.view.getFloat64(place, littleEndian) : this.view.getFloat32(place, littleEndian);
    }
    return values;
  }

  /** Four letters that a structure begins with. */
  signature(at: number, letters: string): void {
    this.step();
    this.check(at, 4);
    const found = String.fromCharCode(...this.bytes.subarray(at, at + 4));
    if (found !== letters) throw damaged(`no "${letters}" at byte ${at}`);
  }

  /** One more structure is looked at. */
  step(): void {
    if (++this.steps > MOST_STEPS) throw damaged("structures that do not end");
  }

  /** Throws where `length` bytes are not there. */
  check(at: number, length: number): void {
    if (at >= 0 && length >= 0 && at + length <= this.length) return;
    throw damaged(`${length} bytes at byte ${at} of ${this.length}: the file is cut off`);
  }

  private take(length: number): void {
    this.taken += length;
    if (this.taken > 2 * this.length + SPARE) throw damaged("contents that are used more than once");
  }
}

/** The file breaks the rules of its own format. */
export function damaged(found: string): WeightsError {
  return new WeightsError(`a damaged HDF5 file: ${found}`, {
    found,
    needed: "a whole HDF5 file",
    hint: "Copy it again from where it was written.",
  });
}

/** The file keeps to the format, but uses a part of it that Keras does not write. */
export function unsupported(found: string): WeightsError {
  return new WeightsError(`an HDF5 file with ${found}`, {
    found,
    needed: "a file as Keras writes it",
    hint: "Load it in Keras and save it again.",
  });
}
