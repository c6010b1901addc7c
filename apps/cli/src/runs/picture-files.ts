import type { Picture } from "@gatecast/forecast/report";
import type { ChartFormat } from "../options/fit-request.ts";
import type { ResultFile } from "./page-run.ts";

/** A page's pictures as files: `inspection-boxes.svg`. Nothing is made of them where no format is asked for. */
export async function pictureFiles(
  prefix: string,
  pictures: () => readonly Picture[],
  formats: readonly ChartFormat[],
): Promise<readonly (Omit<ResultFile, "path"> & { readonly name: string })[]> {
  if (formats.length === 0) return [];
  // A native module and its fonts, for those who want pictures.
  const { svgToPng } = formats.includes("png") ? await import("../adapters/png.ts") : { svgToPng: undefined };
  const { renderPicture } = await import("@gatecast/forecast/report");
  return pictures().flatMap((picture) => {
    const svg = renderPicture(picture);
    return formats.map((format) => ({
      key: "charts" as const,
      name: `${prefix}-${picture.name}.${format}`,
      content: format === "svg" || svgToPng === undefined ? svg : svgToPng(svg),
    }));
  });
}
