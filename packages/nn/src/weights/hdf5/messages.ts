import { damaged, type Hdf5Bytes, unsupported } from "./bytes.ts";

/** Messages of an object header that are read here, by their numbers. */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** One message of an object header: where its body lies. */
export interface Message {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

/** All messages of the object whose header begins at `address`; those of continuations are followed once. */
export function messagesOf(bytes: Hdf5Bytes, address: number): Message[] {
  const isSecond = bytes.u8(address) === 0x4f;
  const first = isSecond ? secondVersion(bytes, address) : firstVersion(bytes, address);
  const messages: Message[] = [];
  const blocks = [first.block];
  const seen = new Set<number>();
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    if (seen.has(block.at)) throw damaged(`an object header that goes in circles at byte ${block.at}`);
    seen.add(block.at);
    for (const message of first.read(block)) {
      messages.push(message);
      if (message.type !== MESSAGE.continuation) continue;
      const at = bytes.u64(message.at);
      const size = bytes.u64(message.at + 8);
      bytes.check(at, size);
      if (isSecond) bytes.signature(at, "OCHK");
      // A later block has its signature before it and its checksum behind it.
      blocks.push(isSecond ? { at: at + 4, size: size - 8 } : { at, size });
    }
  }
  return messages;
}

/** Bytes that hold messages one behind the other. */
interface Block {
  readonly at: number;
  readonly size: number;
}

interface Header {
  readonly block: Block;
  readonly read: (block: Block) => Generator<Message>;
}

function firstVersion(bytes: Hdf5Bytes, address: number): Header {
  const version = bytes.u8(address);
  if (version !== 1) throw damaged(`an object header of version ${version} at byte ${address}`);
  const block = { at: address + 16, size: bytes.u32(address + 8) };
  return {
    block,
    read: (own) => readBlock(bytes, own, 8, (at) => [bytes.u16(at), bytes.u16(at + 2), bytes.u8(at + 4)]),
  };
}

function secondVersion(bytes: Hdf5Bytes, address: number): Header {
  bytes.signature(address, "OHDR");
  const flags = bytes.u8(address + 5);
  // Times, and limits of attributes, may stand before the size of the first block.
  const at = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = 1 << (flags & 3);
  const prefix = flags & 4 ? 6 : 4;
  return {
    block: { at: at + width, size: bytes.number(at, width) },
    read: (own) =>
      readBlock(bytes, own, prefix, (place) => [bytes.u8(place), bytes.u16(place + 1), bytes.u8(place + 3)]),
  };
}

function* readBlock(
  bytes: Hdf5Bytes,
  block: Block,
  prefix: number,
  head: (at: number) => readonly [type: number, size: number, flags: number],
): Generator<Message> {
  bytes.check(block.at, block.size);
  const end = block.at + block.size;
  // What is too short for a message is a gap.
  for (let at = block.at; at + prefix <= end; ) {
    bytes.step();
    const [type, size, flags] = head(at);
    at += prefix;
    if (at + size > end) throw damaged(`a message of ${size} bytes at byte ${at}, where its block ends at ${end}`);
    // Flag 2: the body stands elsewhere and is shared.
    if (flags & 2 && Object.values<number>(MESSAGE).includes(type)) throw unsupported("shared messages");
    yield { type, at, size };
    at += size;
  }
}
