/** Text that was meant as a link's destination: where it may stand, and what its author meant. */

import {roleOfLabel} from '../core/link/role.ts'
import type {Span} from '../core/text/place.ts'
import type {Document} from './document.ts'

type Texts = Pick<Document, 'tree' | 'texts' | 'source'>

/** `Paperhttps://…`: every parser takes an address right after a letter for text. */
export function* clinging({tree, texts, source}: Texts): Generator<Span & {readonly word: string; readonly url: string}> {
  let node = 0
  for (let at = source.indexOf('http', 2); at >= 0; at = source.indexOf('http', at + 4)) {
    if (!/^[A-Za-z]{2}https?:\/\/\w/.test(source.slice(at - 2, at + 10))) continue
    while (node < texts.length && tree.end(texts[node] ?? 0) <= at) node++
    const text = texts[node]
    if (text === undefined) return
    if (tree.start(text) > at) continue
    const [url = ''] = /^https?:\/\/(?:[\w-]+\.)+[a-z]{2,}(?:[/?#][^\s<>()[\]{}|]*)?/i.exec(source.slice(at, at + 500)) ?? []
    const [word = ''] = /[A-Za-z]+$/.exec(source.slice(Math.max(0, at - 30), at)) ?? []
    if (url !== '') yield {word, url, start: at - word.length, end: at + url.length}
  }
}

/** Whether only the signs around bold words, or a label in code, are between two texts. */
function isMarkup(source: string, from: number, to: number): boolean {
  const length = to - from
  if (length <= 0 || length > (source.charCodeAt(from) === 96 /* ` */ ? 42 : 3)) return false
  return /^(?:[*_]{1,3}|`[^`\n()[\]]{1,40}`)$/.test(source.slice(from, to))
}

/** The texts with a link's inner brackets, `](` or `][`. Neighbouring texts count as one, as parsers cut them at brackets in different ways. */
export function* textRuns({tree, texts, source}: Texts, inner: '](' | ']['): Generator<Span> {
  let next = source.indexOf(inner)
  let start = 0
  let end = 0
  for (const node of texts) {
    if (next < 0) return
    const from = tree.start(node)
    if (from !== end && !isMarkup(source, end, from)) {
      if (next >= start && next + 1 < end) yield {start, end}
      start = from
      if (next < start) next = source.indexOf(inner, start)
    }
    end = tree.end(node)
  }
  if (next >= start && next + 1 < end) yield {start, end}
}

/** Text that can only be a destination, whatever blanks are in it. */
export const pathLike: RegExp = /^(?:https?:|www\.|#|\.{0,2}\/|[\w-]+\/)\S|\.(?:pdf|md|png|jpe?g|gif|svg|html?|ipynb|pptx?|zip)$/i

/** `github.com/ owner/name` and `owner/long- name` were broken by accident, `My Figure.png` is a file's name; of two addresses the first is taken. */
export function withoutBlanks(path: string): string {
  if (path.startsWith('#')) return path.replace(/\s+/g, '-')
  const [first = path, second] = path.split(/[,;]?\s+(?=https?:)/)
  if (second !== undefined) return first
  const isBroken = /^https?:/.test(path) ? /[-_./]\s|\s[-_./?#]/.test(path) : /\/\s|\s\//.test(path)
  return isBroken ? path.replace(/\s+/g, '') : path.replace(/\s/g, '%20')
}

const pending = /\b(?:soon|tba|tbd|todo|later|upcoming|available|released?|appear|review|progress|here|see|coming)\b/i

/** A paper's title rather than a remark: `[page](LLM-Planner: Few-Shot Grounded Planning)`, not `[code](coming soon)`. */
export function isTitleFor(label: string, destination: string): boolean {
  const text = destination.trim()
  const name = label.replace(/^[[*_`]+|[\]*_`]+$/g, '')
  if (text === name.trim() && /\s/.test(text)) return true
  const words = text.split(/\s+/)
  // Only a title has five words, most of them capitalised, right after a label.
  if (words.length >= 5 && /^\p{Lu}/u.test(text) && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length >= 0.6)
    return !pending.test(text)
  return roleOfLabel(name) !== undefined && /^[\p{Lu}\p{N}"“]/u.test(text) && words.length >= 4 && !pending.test(text)
}
