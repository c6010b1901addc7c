import { expect, test } from "vitest";
import { svgToPng } from "./png.ts";

const svg = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><text x="5" y="22" style="font-size:18px;font-family:system-ui, 'Segoe UI', sans-serif;">${text}</text></svg>`;

test("A picture is a PNG of twice the drawing's size", () => {
  const png = svgToPng(svg("lstm"));
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect([header.getUint32(16), header.getUint32(20)]).toEqual([240, 60]);
});

test("Chinese is drawn as itself, not as the empty boxes of a font that lacks it", () => {
  const [blank, temperature, pressure, latin] = ["", "温度", "压强", "ab"].map((text) =>
    Buffer.from(svgToPng(svg(text))),
  );
  // Boxes would look alike whatever the text says; nothing drawn would look like the blank.
  expect(temperature).not.toEqual(pressure);
  for (const picture of [temperature, pressure, latin]) expect(picture).not.toEqual(blank);
  // Two characters that no font of ours has: were they boxes of the same width, these would be equal.
  expect(Buffer.from(svgToPng(svg("\u{10fffd}\u{10fffd}")))).toEqual(
    Buffer.from(svgToPng(svg("\u{10fffc}\u{10fffc}"))),
  );
});

test("The picture of one text is the same each time", () => {
  expect(Buffer.from(svgToPng(svg("误差")))).toEqual(Buffer.from(svgToPng(svg("误差"))));
});
