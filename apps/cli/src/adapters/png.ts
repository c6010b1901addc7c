import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

// resvg draws nothing, silently, from woff and woff2: these are OpenType files, with Latin and all of GB 2312.
const FAMILY = "Noto Sans S Chinese";
const FACES = ["NotoSansHans-Regular.otf", "NotoSansHans-Bold.otf"];

/**
 * Draws an SVG as a PNG of twice its size, for sharp screens, on white. Text is set in a font that comes with
 * Gatecast, so Latin and Chinese look the same on every machine, with or without fonts of its own.
 */
export function svgToPng(svg: string): Uint8Array {
  const fonts = join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "..", "fonts");
  const image = new Resvg(svg, {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: 2 },
    font: {
      loadSystemFonts: false,
      fontFiles: FACES.map((face) => join(fonts, face)),
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    },
  });
  return image.render().asPng();
}
