import { expect } from "vitest";

/** A name that would run if it were not escaped. */
export const EVIL = `<script>alert('x')</script>"&`;

/** What holds for every page: it refers to nothing outside, runs nothing, and says no number that is none. */
export function expectSafePage(page: string): void {
  expect(page.slice(0, 60)).toMatch(/^<!doctype html>\n<html lang="(?:en|zh-CN)">/);
  expect(page.includes("default-src 'none'; style-src 'unsafe-inline'")).toBe(true);
  const refused = /.{0,60}(?:src=|href=|@import|<script|<link|<iframe|\son\w+=).{0,40}/gi;
  const nothing = /.{0,60}(?:NaN|undefined|\[object).{0,40}/g;
  expect([...(page.match(refused) ?? []), ...(page.match(nothing) ?? [])]).toEqual([]);
  expect(page.match(/<h1>/g)).toHaveLength(1);
  expect([...page.matchAll(/url\(([^)]*)\)/g)].filter(([, target]) => !target?.startsWith("#"))).toEqual([]);
  // No two things share an id.
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
}
