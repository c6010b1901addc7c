/** A stretch of the engine's memory: `bytes` bytes from `address`. */
export interface Region {
  readonly address: number;
  readonly bytes: number;
}

/** Regions start at multiples of a cache line. */
const ALIGNMENT = 64;

/** Hands out regions of a memory and takes them back, so that twenty models in a row need no more than one. */
export class Regions {
  /** Gaps, by address; neighbours are always merged. */
  private gaps: Region[] = [];
  private end: number;

  /** `start`: the first free byte. */
  constructor(start: number) {
    this.end = roundUp(start);
  }

  /** Bytes from 0 to the last byte in use: what the memory must hold. */
  get extent(): number {
    return this.end;
  }

  allocate(bytes: number): Region {
    const size = roundUp(Math.max(bytes, 1));
    const at = this.gaps.findIndex((gap) => gap.bytes >= size);
    const gap = this.gaps[at];
    if (gap !== undefined) {
      const rest = { address: gap.address + size, bytes: gap.bytes - size };
      this.gaps.splice(at, 1, ...(rest.bytes > 0 ? [rest] : []));
      return { address: gap.address, bytes: size };
    }
    const address = this.end;
    this.end = address + size;
    return { address, bytes: size };
  }

  free(region: Region): void {
    const at = this.gaps.findIndex((gap) => gap.address > region.address);
    this.gaps.splice(at < 0 ? this.gaps.length : at, 0, region);
    const merged: Region[] = [];
    for (const gap of this.gaps) {
      const before = merged.at(-1);
      if (before !== undefined && before.address + before.bytes === gap.address) {
        merged[merged.length - 1] = { address: before.address, bytes: before.bytes + gap.bytes };
      } else {
        merged.push(gap);
      }
    }
    // What is free at the very end is no gap: the next region may be of any size there.
    const last = merged.at(-1);
    if (last !== undefined && last.address + last.bytes === this.end) {
      merged.pop();
      this.end = last.address;
    }
    this.gaps = merged;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
