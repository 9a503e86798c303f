/** Trees from satteri, read straight from the buffer that its native parser fills. */
import {slicerOf} from '../../core/text/narrow.ts'
import {swallowedBars, withBlanks, withoutBlanks} from './swallowed-bars.ts'
import {byteOrderMarkLength, type NodeId, nodeTypes, type Tree} from './tree.ts'

/** The three functions of satteri's native binding that are used here. */
interface Binding {
  createMdastHandle(source: string, parseOptions: number, trackPositions: boolean): object
  serializeHandle(handle: object): Uint8Array
  dropHandle(handle: object): void
}

// Layout of satteri 0.10's wire buffer, in 32-bit words. The version is pinned, the magic number and the node's size are
// checked, and the differential test compares every field with remark's tree.
const magic = 0x5241444d
const headerWords = {magic: 0, nodeSize: 2, nodes: 4, children: 6, typeData: 8, pool: 10, poolLength: 9} as const
const nodeBytes = 52
const nodeWords = nodeBytes / 4
const field = {type: 1, parent: 2, start: 3, end: 4, childrenStart: 9, childCount: 10, data: 11, dataLength: 12} as const

// GFM's tables, footnotes, strike-through, task lists, autolinks; YAML and TOML front matter.
const parseOptions = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 7) | (1 << 8) | (1 << 11)

/** Printable ASCII that Markdown reads as it is: without escapes, entities and what opens a tag or an angle-bracketed destination. */
const isVerbatim = /^[ -%'-;=-[\]-~]*$/

/**
 * Load satteri's native binding for this platform.
 *
 * @returns undefined if there is none: remark parses instead, also where satteri has only its WebAssembly form
 *
 * The binding is loaded without satteri's JavaScript, which a linter does not need and whose start-up costs more than a parse.
 */
export function loadBinding(): Binding | undefined {
  const {platform, arch} = process
  const suffixes = platform === 'linux' ? ['-gnu', '-musl'] : platform === 'win32' ? ['-msvc'] : ['']
  const here = requireHere()
  for (const suffix of suffixes) {
    const name = `@bruits/satteri-${platform}-${arch}${suffix}`
    try {
      return here(name) as Binding
    } catch {
      try {
        // Package managers that don't hoist keep the binding next to satteri itself.
        return here(here.resolve(name, {paths: [here.resolve('satteri')]})) as Binding
      } catch {}
    }
  }
  return undefined
}

/** The bundle's own `require` if it is CommonJS: that saves loading `node:module`, a twentieth of an empty start. */
function requireHere(): NodeJS.Require {
  return typeof require === 'function' ? require : process.getBuiltinModule('node:module').createRequire(import.meta.url)
}

/** Parse with satteri; undefined if the buffer does not have the layout known here. */
export function parseWithSatteri(binding: Binding, source: string): Tree | undefined {
  const tree = readBySatteri(binding, source)
  const bars = tree === undefined ? [] : swallowedBars(tree)
  if (bars.length === 0) return tree
  const apart = readBySatteri(binding, withBlanks(source, bars))
  return apart && withoutBlanks(apart, source, bars)
}

function readBySatteri(binding: Binding, source: string): Tree | undefined {
  // CommonMark reads U+0000 as U+FFFD, which satteri leaves to its caller; both are one unit long.
  const handle = binding.createMdastHandle(source.replaceAll('\0', '\ufffd'), parseOptions, true)
  const serialized = binding.serializeHandle(handle)
  binding.dropHandle(handle)
  const words = new Uint32Array(serialized.buffer, serialized.byteOffset, serialized.byteLength >> 2)
  if (words[headerWords.magic] !== magic || words[headerWords.nodeSize] !== nodeBytes) return undefined
  return treeOf(source, words, Buffer.from(serialized.buffer, serialized.byteOffset, serialized.byteLength))
}

function treeOf(source: string, words: Uint32Array, bytes: Buffer): Tree {
  const nodes = (words[headerWords.nodes] ?? 0) >> 2
  const shift = byteOrderMarkLength(source)
  const slice = slicerOf(source)
  const children = (words[headerWords.children] ?? 0) >> 2
  const typeData = words[headerWords.typeData] ?? 0
  const pool = words[headerWords.pool] ?? 0
  const word = (node: NodeId, at: number): number => words[nodes + node * nodeWords + at] ?? 0
  const typeCode = (node: NodeId): number => (words[nodes + node * nodeWords + field.type] ?? 0) & 0xff

  /**
   * A string field: offset and length in bytes within the pool.
   *
   * @param written where it starts in the source, if it is there unchanged: a slice costs a fraction of a string made of bytes
   */
  const text = (node: NodeId, at: number, written = -1): string => {
    if (at + 8 > word(node, field.dataLength)) return ''
    const reference = typeData + word(node, field.data) + at
    const length = bytes.readUInt32LE(reference + 4)
    if (length === 0) return ''
    if (written >= 0) {
      const literal = slice(written, written + length)
      if (isVerbatim.test(literal)) return literal
    }
    const offset = pool + bytes.readUInt32LE(reference)
    return bytes.toString('utf8', offset, offset + length)
  }
  const lengthOfFirst = (node: NodeId): number => bytes.readUInt32LE(typeData + word(node, field.data) + 4)
  /** Where the text of a `text` node starts, if it may be there unchanged. */
  const literalStart = (node: NodeId): number => {
    const start = word(node, field.start)
    return word(node, field.end) - start === lengthOfFirst(node) ? start + shift : -1
  }
  /** Where a link's destination starts: after the `](` that follows its last child, or at the start of an autolink of the destination's length. */
  const destinationStart = (node: NodeId): number => {
    const start = word(node, field.start) + shift
    if (source.charCodeAt(start) !== 91 /* [ */) return literalStart(node)
    const count = word(node, field.childCount)
    const labelEnd = count === 0 ? start + 1 : word(words[children + word(node, field.childrenStart) + count - 1] ?? 0, field.end) + shift
    return source.startsWith('](', labelEnd) && source.charCodeAt(labelEnd + 2) > 32 ? labelEnd + 2 : -1
  }
  const byte = (node: NodeId, at: number): number =>
    at < word(node, field.dataLength) ? (bytes[typeData + word(node, field.data) + at] ?? 0) : 0

  return {
    source,
    slice,
    root: 0,
    type: (node) => nodeTypes[typeCode(node)] ?? 'other',
    start: (node) => word(node, field.start) + shift,
    end: (node) => word(node, field.end) + shift,
    parent: (node) => {
      const parent = word(node, field.parent)
      return parent === 0xffffffff ? -1 : parent
    },
    childCount: (node) => word(node, field.childCount),
    child: (node, index) => words[children + word(node, field.childrenStart) + index] ?? 0,
    value: (node) => {
      switch (typeCode(node)) {
        case 10: // text
          return text(node, 0, literalStart(node))
        case 7: // html
        case 13: // inlineCode
        case 25: // yaml
        case 26: // toml
          return text(node, 0)
        case 8: // code: language, info string, value
          return text(node, 16)
        default:
          return ''
      }
    },
    url: (node) => {
      const code = typeCode(node)
      if (code === 15 /* link */) return text(node, 0, destinationStart(node))
      return code === 9 || code === 16 ? text(node, 0) : '' // definition, image
    },
    hasTitle: (node) => {
      const code = typeCode(node)
      return code === 16 ? text(node, 16) !== '' : (code === 9 || code === 15) && text(node, 8) !== ''
    },
    alt: (node) => (typeCode(node) === 16 ? text(node, 8) : typeCode(node) === 18 ? text(node, 20) : ''),
    identifier: (node) => {
      const code = typeCode(node)
      return code === 9 ? text(node, 16) : code >= 17 && code <= 20 ? text(node, 0) : ''
    },
    referenceType: (node) => ['shortcut', 'collapsed', 'full'][byte(node, 16)] ?? 'shortcut',
    depth: (node) => byte(node, 0),
  }
}
