import { fillMarkers } from "../page.ts";
import { rounded } from "../picture.ts";
import { type Chapter, chapterContents, chapterPictures } from "./contents.ts";

/** Endings of files by language. */
const ENDINGS = { en: "", zh: ".zh-CN" } as const;

/**
 * The chapter's pages and pictures by path from the root. `read` gives a page as it stands, of which the text around the
 * numbers is kept.
 */
export function chapterFiles(chapter: Chapter, read: (path: string) => string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const lang of ["en", "zh"] as const) {
    const page = `docs/lstm${ENDINGS[lang]}.md`;
    files[page] = fillMarkers(read(page), chapterContents(chapter, lang));
    for (const [name, svg] of Object.entries(chapterPictures(chapter, lang))) {
      files[`docs/images/${name}${ENDINGS[lang]}.svg`] = `${rounded(svg)}\n`;
    }
  }
  return files;
}
