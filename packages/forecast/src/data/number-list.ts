/** A list of numbers that grows in place: 8 bytes a number, where an array of row objects would take a hundred. */
export class NumberList {
  #values = new Float64Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return index < this.#length ? this.#values[index]! : Number.NaN;
  }

  /** The numbers in an array of just their length. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
