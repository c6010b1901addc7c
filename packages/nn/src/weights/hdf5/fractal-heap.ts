import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";

/** Where a heap's object lies. */
export interface HeapObject {
  readonly at: number;
  readonly size: number;
}

/** A fractal heap, as new groups and objects with many attributes have one: finds objects by their ids. */
export function fractalHeap(bytes: Hdf5Bytes, address: number): (id: number) => HeapObject {
  bytes.signature(address, "FRHP");
  if (bytes.u16(address + 7) > 0) throw unsupported("a compressed heap");
  const largestObject = bytes.u32(address + 10);
  const width = bytes.u16(address + 110);
  const startSize = bytes.u64(address + 112);
  const largestBlock = bytes.u64(address + 120);
  const offsetSize = Math.ceil(bytes.u16(address + 128) / 8);
  const lengthSize = Math.min(bytesFor(largestBlock), bytesFor(largestObject));
  const root = bytes.address(address + 132);
  const rows = bytes.u16(address + 140);
  if (offsetSize < 1 || offsetSize > 8 || width < 1 || startSize < 1)
    throw damaged(`a heap without sizes at ${address}`);

  return (id) => {
    bytes.step();
    // Bits 4 and 5: 0 for an object that lies in a block of the heap.
    if (bytes.u8(id) & 0x30) throw unsupported("names too long for their heap");
    const offset = bytes.number(id + 1, offsetSize);
    const size = bytes.number(id + 1 + offsetSize, lengthSize);
    if (root === null) throw damaged(`a heap without blocks at byte ${address}`);
    const at = rows === 0 ? inBlock(root, 0, startSize, offset, size) : inTable(root, offset, size);
    bytes.check(at, size);
    return { at, size };
  };

  function inBlock(block: number, begin: number, blockSize: number, offset: number, size: number): number {
    bytes.signature(block, "FHDB");
    if (offset + size > begin + blockSize) throw damaged(`an object beyond its block at byte ${block}`);
    return block + offset - begin;
  }

  /** The root is a table of blocks: rows of `width`, from the third on twice as large each. */
  function inTable(table: number, offset: number, size: number): number {
    bytes.signature(table, "FHIB");
    let begin = 0;
    let blockSize = startSize;
    for (let row = 0; row < rows; row++) {
      if (row > 1) blockSize *= 2;
      if (blockSize > largestBlock) throw unsupported("names in a nested heap");
      if (offset < begin + width * blockSize) {
        const column = Math.floor((offset - begin) / blockSize);
        const block = bytes.address(table + 13 + offsetSize + 8 * (row * width + column));
        if (block === null) throw damaged(`a missing block of the heap at byte ${address}`);
        return inBlock(block, begin + column * blockSize, blockSize, offset, size);
      }
      begin += width * blockSize;
    }
    throw damaged(`an object beyond the heap at byte ${address}`);
  }
}

/** Bytes that hold numbers up to `limit`. */
function bytesFor(limit: number): number {
  let size = 1;
  for (let rest = Math.floor(limit / 256); rest > 0; rest = Math.floor(rest / 256)) size++;
  return size;
}
