/** What people hand over instead of a CSV file, by first bytes. */
const KINDS: readonly { readonly magic: readonly number[]; readonly name: string; readonly hint: string }[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    name: "a zip archive, such as an Excel workbook (.xlsx)",
    hint: "Save the sheet as CSV (UTF-8); reading Excel files comes in a later version.",
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    name: "an old Excel workbook (.xls)",
    hint: "Save the sheet as CSV (UTF-8); reading Excel files comes in a later version.",
  },
  {
    magic: [0x50, 0x41, 0x52, 0x31],
    name: "a Parquet file",
    hint: "Export it as CSV; reading Parquet comes in a later version.",
  },
  {
    magic: [0xff, 0xfe],
    name: "UTF-16 text",
    hint: "Save the file as UTF-8; other encodings come in a later version.",
  },
  {
    magic: [0xfe, 0xff],
    name: "UTF-16 text",
    hint: "Save the file as UTF-8; other encodings come in a later version.",
  },
  { magic: [0x89, 0x50, 0x4e, 0x47], name: "a PNG picture", hint: "Give the table behind the picture, as a CSV file." },
  { magic: [0xff, 0xd8, 0xff], name: "a JPEG picture", hint: "Give the table behind the picture, as a CSV file." },
  { magic: [0x25, 0x50, 0x44, 0x46], name: "a PDF document", hint: "Give the table in it as a CSV file." },
];

/** Names a well-known binary format by its first bytes and says what to do instead; undefined for all others. */
export function nameBinary(bytes: Uint8Array): { readonly name: string; readonly hint: string } | undefined {
  return KINDS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
}
