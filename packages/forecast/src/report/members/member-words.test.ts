import { FAMILY, WRAPPERS } from "@gatecast/nn";
import { expect, test } from "vitest";
import { membersEn } from "../words/members-en.ts";
import { membersZh } from "../words/members-zh.ts";
import { wrappersEn } from "../words/wrappers-en.ts";
import { wrappersZh } from "../words/wrappers-zh.ts";
import { memberWords } from "./member-words.ts";

test("every member of the family is described in both languages (members-en.ts, members-zh.ts)", () => {
  const missing = (words: object) => Object.keys(FAMILY).filter((name) => !Object.hasOwn(words, name));
  expect(missing(membersEn)).toEqual([]);
  expect(missing(membersZh)).toEqual([]);
  expect(Object.keys(membersZh)).toEqual(Object.keys(membersEn));
});

test("what can be put around a cell is described in both languages, by names that no member has", () => {
  expect(Object.keys(wrappersEn)).toEqual(Object.keys(WRAPPERS));
  expect(Object.keys(wrappersZh)).toEqual(Object.keys(WRAPPERS));
  for (const name of Object.keys(WRAPPERS)) expect(Object.keys(FAMILY)).not.toContain(name);
});

test("a line is one line, and each language is its own", () => {
  for (const [name, { line, changes, use }] of Object.entries({ ...membersEn, ...wrappersEn })) {
    const zh = { ...membersZh, ...wrappersZh }[name]!;
    expect(line.length, name).toBeLessThanOrEqual(90);
    expect(line, name).not.toMatch(/[.\n]$/);
    expect(zh.line.length, name).toBeLessThanOrEqual(40);
    for (const text of [changes, use]) expect(text, name).toMatch(/\.\)?$/);
    for (const text of [zh.line, zh.changes, zh.use]) expect(text, name).toMatch(/\p{Script=Han}/u);
    for (const text of [zh.changes, zh.use]) expect(text, name).toMatch(/[。）]$/);
  }
});

test("a source that is more than names and years is told in Chinese too", () => {
  const isSaid = (source: string) => /(?<!\p{L})(?!et |al\.)\p{Ll}{2,}/u.test(source);
  const said = [...Object.values(FAMILY), ...Object.values(WRAPPERS)].filter(({ source }) => isSaid(source));
  expect(said.length).toBeGreaterThan(8);
  for (const { name } of said) expect({ ...membersZh, ...wrappersZh }[name]!.source, name).toMatch(/\p{Script=Han}/u);
});

test("a cell that is not Gatecast's has no words", () => {
  expect(memberWords("constructor", { lang: "en" })).toBeUndefined();
  expect(memberWords("lstm", { lang: "zh" })?.line).toContain("门");
});
