/** What people hand over instead of a table, by first bytes. */
const KINDS: readonly { readonly magic: readonly number[]; readonly name: string; readonly hint: string }[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47], name: "a PNG picture", hint: "Give the table behind the picture, as a CSV file." },
  { magic: [0xff, 0xd8, 0xff], name: "a JPEG picture", hint: "Give the table behind the picture, as a CSV file." },
  { magic: [0x1f, 0x8b], name: "a gzip file within a gzip file", hint: "Unpack it once, such as with gunzip." },
  { magic: [0x25, 0x50, 0x44, 0x46], name: "a PDF document", hint: "Give the table in it as a CSV file." },
];

/** Names a well-known binary format by its first bytes and says what to do instead; undefined for all others. */
export function nameBinary(bytes: Uint8Array): { readonly name: string; readonly hint: string } | undefined {
  return KINDS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
}
