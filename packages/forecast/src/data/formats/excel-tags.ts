/** One tag of an XML document: its name without a prefix, `closing` for `</c>`, `empty` for `<c/>`. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly empty: boolean;
  /** The attributes as written. */
  readonly attributes: string;
}

const NAME = String.raw`[^\s<>"'/=!?&]+`;
const ATTRIBUTES = String.raw`(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*`;
const TAG = new RegExp(
  String.raw`<(/?)(${NAME})(${ATTRIBUTES})\s*(/?)>|<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>`,
  "y",
);
const ATTRIBUTE = /\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * All tags of an XML document in order. Throws where a tag is not well-formed, so that a more lenient parser reads nothing else
 * into a document that went through here.
 */
export function* tags(xml: string): Generator<Tag> {
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", TAG.lastIndex)) {
    TAG.lastIndex = at;
    const match = TAG.exec(xml);
    if (!match) throw new SyntaxError("a tag that is not well-formed");
    const end = TAG.lastIndex;
    const [, slash, name, attributes, empty] = match;
    if (name !== undefined) {
      yield { name: withoutPrefix(name), closing: slash === "/", empty: empty === "/", attributes: attributes! };
    }
    TAG.lastIndex = end;
  }
}

/** The attributes of a tag by name, prefixes left out and entities resolved. */
export function attributesOf(tag: Tag): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of tag.attributes.matchAll(ATTRIBUTE)) {
    found.set(withoutPrefix(name!), withoutEntities(double ?? single!));
  }
  return found;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, digits?: string, word?: string) => {
      if (word !== undefined) return ENTITIES[word] ?? whole;
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
