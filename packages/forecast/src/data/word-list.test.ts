import fc from "fast-check";
import { expect, test } from "vitest";
import { WordList } from "./word-list.ts";

const listOf = (cells: readonly string[], isMissing: (cell: string) => boolean = (cell) => cell === "") => {
  const list = new WordList(isMissing);
  for (const cell of cells) list.push(cell);
  return list.take();
};

test("each row has its word's code, words stand in the order of their first appearance, missing ones have none", () => {
  const cells = fc.array(fc.oneof(fc.constantFrom("", "a", "b", "NA", "a1", "a2"), fc.string({ unit: "binary" })), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(cells, (words) => {
      const { codes, categories } = listOf(words, (cell) => cell === "" || cell === "NA");
      expect([...codes].map((code) => categories[code] ?? null)).toEqual(
        words.map((word) => (word === "" || word === "NA" ? null : word)),
      );
      expect(categories).toEqual([...new Set(words.filter((word) => word !== "" && word !== "NA"))]);
    }),
  );
});

test("many words, long ones and lone surrogates among them, come back as they were", () => {
  const words = Array.from(
    { length: 50_000 },
    (_, i) => `kunde-${(i * 7919) % 50_000}-客户${"x".repeat(i % 90)}\ud800`,
  );
  const { codes, categories } = listOf([...words, ...words]);
  expect(categories).toEqual(words);
  expect([...codes.subarray(50_000)]).toEqual(Array.from(words, (_, i) => i));
});

test("words that were made to have one hash take no longer than others", () => {
  // Of two units the second undoes what the first did: 31-bit FNV has pairs without end, found here by search.
  const hash = (word: string) => {
    let value = 0x811c9dc5;
    for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
    return value;
  };
  const seen = new Map<number, string>();
  let pair: readonly [string, string] | undefined;
  for (let i = 0; pair === undefined; i++) {
    const word = i.toString(36).padStart(6, "0");
    const other = seen.get(hash(word));
    if (other !== undefined) pair = [other, word];
    seen.set(hash(word), word);
  }
  // What comes after words of one hash leaves them together: 2 ** 12 words of one hash.
  let alike = [""];
  const [left, right] = pair;
  for (let k = 0; k < 12; k++) alike = alike.flatMap((word) => [word + left, word + right]);
  const { codes, categories } = listOf([...alike, ...alike]);
  expect(categories).toHaveLength(4096);
  expect([...codes.subarray(4096)]).toEqual(Array.from(alike, (_, i) => i));
});
