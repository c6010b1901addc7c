import { records } from "./btree.ts";
import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";
import { dataspaceAt, datatypeAt } from "./datatype.ts";
import { fractalHeap } from "./fractal-heap.ts";
import { MESSAGE, type Message } from "./messages.ts";

/** The texts of an attribute of that name, one for a single text; undefined where there is none. Other attributes are not looked at. */
export function textAttribute(bytes: Hdf5Bytes, messages: readonly Message[], name: string): string[] | undefined {
  for (const at of attributesOf(bytes, messages)) {
    const found = readAttribute(bytes, at, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function* attributesOf(bytes: Hdf5Bytes, messages: readonly Message[]): Generator<number> {
  for (const { type, at } of messages) {
    if (type === MESSAGE.attribute) yield at;
    if (type !== MESSAGE.attributeInfo) continue;
    const place = at + 2 + (bytes.u8(at + 1) & 1 ? 2 : 0);
    const heap = bytes.address(place);
    const tree = bytes.address(place + 8);
    if (heap === null || tree === null) continue;
    const objectOf = fractalHeap(bytes, heap);
    for (const record of records(bytes, tree)) yield objectOf(record).at;
  }
}

function readAttribute(bytes: Hdf5Bytes, at: number, wanted: string): string[] | undefined {
  const version = bytes.u8(at);
  if (version < 1 || version > 3) throw unsupported(`attributes of version ${version}`);
  const [nameSize, typeSize, spaceSize] = [bytes.u16(at + 2), bytes.u16(at + 4), bytes.u16(at + 6)];
  const padded = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const name = at + (version === 3 ? 9 : 8);
  if (bytes.text(name, nameSize) !== wanted) return undefined;
  const type = name + padded(nameSize);
  const space = type + padded(typeSize);
  const data = space + padded(spaceSize);
  const datatype = datatypeAt(bytes, type);
  const count = dataspaceAt(bytes, space).reduce((product, size) => product * size, 1);
  const width = datatype.kind === "text" ? datatype.size : 16;
  bytes.check(data, count * width);
  if (count > 0 && width === 0) throw damaged(`texts without length at byte ${data}`);
  return Array.from({ length: count }, (_, i) => {
    const place = data + i * width;
    if (datatype.kind === "text") return bytes.text(place, width);
    if (datatype.kind === "long text") return heapText(bytes, place);
    throw unsupported(`an attribute "${wanted}" that is no text`);
  });
}

/** A text of any length: its length, the heap that it lies in, and its number there. */
function heapText(bytes: Hdf5Bytes, at: number): string {
  const length = bytes.u32(at);
  const heap = bytes.u64(at + 4);
  const wanted = bytes.u32(at + 12);
  bytes.signature(heap, "GCOL");
  const end = heap + bytes.u64(heap + 8);
  for (let object = heap + 16; object + 16 <= end; ) {
    bytes.step();
    const index = bytes.u16(object);
    const size = bytes.u64(object + 8);
    if (index === 0) break;
    if (index === wanted) return bytes.text(object + 16, Math.min(length, size));
    object += 16 + Math.ceil(size / 8) * 8;
  }
  throw damaged(`no text ${wanted} in the heap at byte ${heap}`);
}
