import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element: its children by local name, or its text. Namespaces and attributes are dropped. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] }

/** Capabilities of large scanners have some 30 kB. */
export const MOST_XML_BYTES = 256 * 1024
const MOST_DEPTH = 24

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  // Nothing is expanded: entities are the way of XML bombs and of files that are not ours to read.
  processEntities: false,
  maxNestedTags: MOST_DEPTH,
})

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Reads a small XML answer; `undefined` where it is none, is too large or too deep, or declares a document type. Never throws. */
export function parseXml(bytes: Uint8Array): { readonly name: string; readonly node: XmlNode } | undefined {
  if (bytes.length > MOST_XML_BYTES) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined
    if (XMLValidator.validate(text) !== true) return undefined
    const tree = parser.parse(text) as Record<string, XmlNode>
    const names = Object.keys(tree)
    const [name] = names
    const node = name === undefined ? undefined : tree[name]
    return name === undefined || node === undefined || names.length !== 1 ? undefined : { name, node }
  } catch {
    // The library throws at what it refuses (depth, names); a refusal is the answer.
    return undefined
  }
}

/** Every child of that name, none where the node is a text. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (typeof node !== 'object' || !Object.hasOwn(node, name)) return []
  const found = node[name]
  return found === undefined ? [] : Array.isArray(found) ? found : [found as XmlNode]
}

/** The first node along a path of names. */
export function nodeAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => childrenOf(at, name)[0], node)
}

/** The text along a path, at most 200 characters of it, without control characters; undefined where there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path)
  if (typeof found !== 'string') return undefined
  return found
    .slice(0, 400)
    .replace(/&(lt|gt|amp|quot|apos);/g, (_all, name: string) => PREDEFINED[name] ?? '')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** A whole number along a path, from 0 to a million; undefined where there is none. */
export function numberAt(node: XmlNode | undefined, ...path: readonly string[]): number | undefined {
  const text = textAt(node, ...path)
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}
