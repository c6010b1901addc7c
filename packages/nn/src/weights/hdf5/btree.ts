import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";

/** Symbol table nodes of a group, by its B-tree of version 1, in the order of names. */
export function* symbolNodes(bytes: Hdf5Bytes, root: number): Generator<number> {
  yield* walk(root, null);

  function* walk(at: number, expected: number | null): Generator<number> {
    bytes.signature(at, "TREE");
    const level = bytes.u8(at + 5);
    // Levels fall, so that no node is its own child.
    if (bytes.u8(at + 4) !== 0 || (expected !== null && level !== expected)) {
      throw damaged(`a B-tree that is none at byte ${at}`);
    }
    const count = bytes.u16(at + 6);
    for (let i = 0; i < count; i++) {
      // Keys and children in turn, behind both siblings.
      const child = bytes.u64(at + 32 + 16 * i);
      if (level === 0) yield child;
      else yield* walk(child, level - 1);
    }
  }
}

/** Where the records of a B-tree of version 2 begin, in its order. */
export function* records(bytes: Hdf5Bytes, header: number): Generator<number> {
  bytes.signature(header, "BTHD");
  const nodeSize = bytes.u32(header + 6);
  const recordSize = bytes.u16(header + 10);
  const depth = bytes.u16(header + 12);
  const root = bytes.address(header + 16);
  const count = bytes.u16(header + 24);
  if (root === null || count === 0) return;
  if (recordSize === 0) throw damaged(`records without size at byte ${header}`);
  if (depth > 1) throw unsupported("groups of thousands of members");
  if (depth === 0) {
    yield* leaf(root, count);
    return;
  }
  bytes.signature(root, "BTIN");
  // Counts in a pointer take as few bytes as the most records of a leaf need.
  const most = Math.floor((nodeSize - 10) / recordSize);
  const countSize = most < 256 ? 1 : 2;
  const pointers = root + 6 + count * recordSize;
  for (let i = 0; i <= count; i++) {
    const pointer = pointers + i * (8 + countSize);
    yield* leaf(bytes.u64(pointer), bytes.number(pointer + 8, countSize));
    if (i < count) yield root + 6 + i * recordSize;
  }

  function* leaf(at: number, own: number): Generator<number> {
    bytes.signature(at, "BTLF");
    for (let i = 0; i < own; i++) {
      bytes.step();
      bytes.check(at + 6 + i * recordSize, recordSize);
      yield at + 6 + i * recordSize;
    }
  }
}
