import { expect, test } from "vitest";
import { frameFrom } from "../data/index.ts";
import { originAt } from "./origin-at.ts";

const y = new Float64Array(50);
const hourly = frameFrom({ start: "2024-03-30 18:00", step: "hour", columns: { y } });
const monthly = frameFrom({ start: "1999-11", step: "month", columns: { y } });
const counted = frameFrom({ columns: { y } });

test("a time is the row that is written so; a date alone is its midnight", () => {
  expect(originAt(hourly, "2024-03-31 05:00")).toBe(11);
  expect(originAt(hourly, "2024-03-31T05:00")).toBe(11);
  expect(originAt(hourly, "2024-03-31")).toBe(6);
  expect(originAt(monthly, "2000-01")).toBe(2);
});

test("a number is the time of that name, or else a row counted from 1", () => {
  expect(originAt(monthly, "3")).toBe(2);
  expect(originAt(monthly, "50")).toBe(49);
  expect(originAt(counted, "1")).toBe(0);
});

test("a time that the table does not have is refused with the times that it has", () => {
  for (const [frame, text, last] of [
    [hourly, "2024-04-31", "2024-04-01 19:00"],
    [monthly, "2000-1", "2003-12"],
    [monthly, "51", "2003-12"],
    [monthly, "0", "2003-12"],
    [monthly, "", "2003-12"],
    [monthly, "soon", "2003-12"],
  ] as const) {
    expect(() => originAt(frame, text)).toThrow(
      expect.objectContaining({
        kind: "usage",
        code: "time_unknown",
        details: expect.objectContaining({ option: "--at", needed: expect.stringContaining(last) }),
      }),
    );
  }
});
