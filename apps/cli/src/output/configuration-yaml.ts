import { Document, isCollection, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";

/** A remark above a key of a configuration, or above an item of a list; with an empty path, above all. */
export interface Remark {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** A configuration as a YAML file that people read and change: `head` above all, remarks above what they are about. */
export function configurationYaml(head: string, configuration: object, remarks: readonly Remark[]): string {
  const document = new Document(configuration, { aliasDuplicateObjects: false });
  document.commentBefore = comment(head);
  shorten(document.contents);
  for (const { path, text } of remarks) {
    const node = path.length === 0 ? document : nodeAt(document, path);
    if (node === undefined) continue;
    node.commentBefore = node.commentBefore == null ? comment(text) : `${node.commentBefore}\n${comment(text)}`;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The key of a pair, or the item of a list. */
function nodeAt(document: Document, path: readonly (string | number)[]): Node | undefined {
  const last = path.at(-1);
  const above = document.getIn(path.slice(0, -1), true);
  if (isSeq(above) && typeof last === "number") return above.items[last] as Node | undefined;
  if (!isMap(above)) return undefined;
  const key = above.items.find(({ key }) => isScalar(key) && key.value === last)?.key;
  return isScalar(key) ? key : undefined;
}

/** Letters of a list or a step that stand on one line. */
const LINE = 100;

/** Lists of plain values, and the maps within lists, each on one line where it holds them. */
function shorten(node: unknown): void {
  if (isSeq(node)) {
    node.flow = node.items.every((item) => isScalar(item)) && isShort(node);
    for (const item of node.items) {
      if (isMap(item)) item.flow = isShort(item);
      shorten(item);
    }
  } else if (isMap(node)) {
    for (const { value } of node.items) if (isCollection(value)) shorten(value);
  }
}

function isShort(node: YAMLMap | YAMLSeq): boolean {
  return JSON.stringify(node).length <= LINE;
}

/** Names of columns may hold anything; a line that they begin must not become a key. */
function comment(text: string): string {
  return text
    .split("\n")
    .map((line) => ` ${line.replace(/\p{Cc}|[\u0085\u2028\u2029]/gu, " ")}`)
    .join("\n");
}
