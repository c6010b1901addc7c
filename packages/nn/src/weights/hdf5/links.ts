import { records, symbolNodes } from "./btree.ts";
import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";
import { fractalHeap } from "./fractal-heap.ts";
import { MESSAGE, type Message } from "./messages.ts";

/** Members of a group by name, with the addresses of their object headers, in the order of the file. Soft links are left out. */
export function linksOf(bytes: Hdf5Bytes, messages: readonly Message[]): Map<string, number> {
  const links = new Map<string, number>();
  for (const { type, at } of messages) {
    if (type === MESSAGE.symbolTable) readSymbolTable(bytes, at, links);
    else if (type === MESSAGE.link) readLink(bytes, at, links);
    else if (type === MESSAGE.linkInfo) readDenseLinks(bytes, at, links);
  }
  return links;
}

/** Groups as HDF5 has always had them: a B-tree of symbol nodes, and names in a heap. */
function readSymbolTable(bytes: Hdf5Bytes, at: number, links: Map<string, number>): void {
  const heap = bytes.u64(at + 8);
  bytes.signature(heap, "HEAP");
  const names = bytes.u64(heap + 24);
  const end = names + bytes.u64(heap + 8);
  bytes.check(names, end - names);
  for (const node of symbolNodes(bytes, bytes.u64(at))) {
    bytes.signature(node, "SNOD");
    const count = bytes.u16(node + 6);
    for (let i = 0; i < count; i++) {
      bytes.step();
      const entry = node + 8 + 40 * i;
      // Cache type 2 is a soft link.
      if (bytes.u32(entry + 16) === 2) continue;
      addLink(links, bytes.textUntilZero(names + bytes.u64(entry), end), bytes.u64(entry + 8));
    }
  }
}

/** A link that stands in the object header, or in the heap of a large group. */
function readLink(bytes: Hdf5Bytes, at: number, links: Map<string, number>): void {
  if (bytes.u8(at) !== 1) throw unsupported(`links of version ${bytes.u8(at)}`);
  const flags = bytes.u8(at + 1);
  const isHard = !(flags & 8) || bytes.u8(at + 2) === 0;
  // Type, order of creation and character set may stand before the name.
  const name = at + 2 + (flags & 8 ? 1 : 0) + (flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0);
  const width = 1 << (flags & 3);
  const length = bytes.number(name, width);
  const text = bytes.text(name + width, length);
  if (isHard) addLink(links, text, bytes.u64(name + width + length));
}

/** A slash stands between names, never in one. */
function addLink(links: Map<string, number>, name: string, address: number): void {
  if (name === "" || name.includes("/")) throw damaged(`a member called "${name.slice(0, 40)}"`);
  links.set(name, address);
}

/** Links of a group of more than eight members: a B-tree of ids in a heap. */
function readDenseLinks(bytes: Hdf5Bytes, at: number, links: Map<string, number>): void {
  const flags = bytes.u8(at + 1);
  const place = at + 2 + (flags & 1 ? 8 : 0);
  const heap = bytes.address(place);
  const tree = bytes.address(place + 8);
  if (heap === null || tree === null) return;
  const objectOf = fractalHeap(bytes, heap);
  // A record is a hash of the name, then the id.
  for (const record of records(bytes, tree)) readLink(bytes, objectOf(record + 4).at, links);
}
