import { expect, test } from "vitest";
import { en } from "./en.ts";
import { factsIn } from "./fill.ts";
import { zh } from "./zh.ts";

/** Every text of a catalogue by its path. */
function textsOf(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

const [english, chinese] = [new Map(textsOf(en)), new Map(textsOf(zh))];

test("Both languages say the same things with the same facts", () => {
  for (const [path, text] of english) {
    const other = chinese.get(path);
    // Names of facts and reasons may be fewer in English, where their own name will do.
    if (other === undefined) expect(path).toMatch(/^\.inspection\.facts\./);
    else expect(new Set(factsIn(other)), path).toEqual(new Set(factsIn(text)));
  }
});

test("No text is empty but those that may be, and Chinese is Chinese", () => {
  const mayBeEmpty = /caption$|detail$|betweenSentences$/;
  for (const [path, text] of [...english, ...chinese]) if (!mayBeEmpty.test(path)) expect(text, path).not.toBe("");
  const sentences = [...chinese].filter(([path]) =>
    /^\.(?:notes|verdicts|diagnosis\.residuals|recipes\.texts)/.test(path),
  );
  expect(sentences.length).toBeGreaterThan(60);
  for (const [path, text] of sentences) expect(text, path).toMatch(/[\u4e00-\u9fff]/);
});
