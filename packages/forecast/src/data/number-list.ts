/**
 * A list up to this length that leaves much of its array free is copied into one of just its length; others are views of a larger
 * array.
 */
const COPIED = 65_536;
const FREE = 1.5;

/** A list of numbers that grows in place: 8 or 4 bytes a number, where an array of row objects would take a hundred. */
export class NumberList<Values extends Float64Array | Int32Array | Uint32Array = Float64Array> {
  readonly #make: new (
    length: number,
  ) => Values;
  #values: Values;
  #length = 0;

  constructor(make: new (length: number) => Values) {
    this.#make = make;
    this.#values = new make(16);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.reserve(this.#length * 2);
    this.#values[this.#length++] = value;
  }

  /** Makes room for this many numbers. What is never filled costs no memory: fresh zeros are not yet real pages. */
  reserve(length: number): void {
    if (length <= this.#values.length) return;
    const wider = new this.#make(length);
    wider.set(this.#values.subarray(0, this.#length));
    this.#values = wider;
  }

  /** The numbers; the list is empty afterwards. */
  take(): Values {
    const isFree = this.#length <= COPIED && this.#length * FREE < this.#values.length;
    const all = isFree ? this.#values.slice(0, this.#length) : this.#values.subarray(0, this.#length);
    this.#values = new this.#make(16);
    this.#length = 0;
    return all as Values;
  }
}

export const floatList = (): NumberList => new NumberList(Float64Array);
