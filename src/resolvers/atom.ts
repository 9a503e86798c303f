/** arXiv's Atom feeds. Source: arXiv API User Manual, section 3.3; replies recorded since November 2025. */
import {SaxesParser} from 'saxes'
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import {parseArxivId} from '../core/link/arxiv-id.ts'
import {withoutReferences} from '../core/text/html.ts'
import {oneLine} from './reply.ts'
import {isWithdrawalNotice} from './withdrawal.ts'

export interface AtomEntry {
  /** Canonical id without version. */
  readonly id: string
  /** The version of this record: the newest, unless another was asked for. */
  readonly version: number
  /** Empty where arXiv has lost it; the paper exists all the same. */
  readonly title: string
  readonly authors: readonly string[]
  /** ISO date of the first version. */
  readonly published: string
  readonly comment?: string
  /** The abstract, where a notice of withdrawal has replaced it. */
  readonly notice?: string
  readonly journal?: string
  readonly doi?: string
}

export interface AtomFeed {
  /** By canonical id; of several versions, the one that came last. */
  readonly entries: ReadonlyMap<string, AtomEntry>
  /** By id and version: `1606.08415v2`. */
  readonly versions: ReadonlyMap<string, AtomEntry>
  /** How many matches the service says there are. */
  readonly total: number
  /** What is wrong with the request, where it was refused. */
  readonly error?: string
}

/** Reads a feed; undefined for anything that is not a whole feed. */
export function readAtom(xml: string): AtomFeed | undefined {
  // One abstract with a character that XML does not allow spoils the feed of a hundred papers.
  return readStrictly(xml) ?? readStrictly(mended(xml))
}

/** Repairs what browsers and feed readers tolerate: blanks before the declaration, control characters, references that only HTML has. */
function mended(xml: string): string {
  return xml
    .trimStart()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&(?:#0*(?:[0-8]|1[124-9]|2\d|3[01])|#x0*(?:[0-8bcef]|1[\da-f]));/gi, '')
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)(?:[a-z][a-z\d]{1,31};)?/gi, (found) => {
      const character = withoutReferences(found)
      return character.startsWith('&') ? `&amp;${character.slice(1)}` : character
    })
}

function readStrictly(xml: string): AtomFeed | undefined {
  const entries = new Map<string, AtomEntry>()
  const versions = new Map<string, AtomEntry>()
  let total = -1
  let error: string | undefined
  let open: Map<string, string[]> | undefined
  let text = ''
  /** A title's text continues after tags within it. */
  let isInTitle = false
  let root = ''
  const parser = new SaxesParser({xmlns: false})
  parser.on('opentag', ({name}) => {
    if (root === '') root = name
    if (name === 'entry') open = new Map()
    if (!isInTitle) text = ''
    if (name === 'title') isInTitle = true
  })
  const onText = (piece: string): void => {
    text += piece
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({name}) => {
    if (name === 'title') isInTitle = false
    else if (isInTitle) return
    const value = oneLine(text)
    text = ''
    if (name === 'opensearch:totalResults') total = Number(value)
    else if (name === 'entry' && open !== undefined) {
      const id = open.get('id')?.[0] ?? ''
      if (id.includes('/api/errors')) error = open.get('summary')?.[0] ?? id
      else {
        const entry = entryOf(id, open)
        if (entry !== undefined) {
          entries.set(entry.id, entry)
          versions.set(`${entry.id}v${entry.version}`, entry)
        }
      }
      open = undefined
    } else if (open !== undefined && value !== '') getOrInsert(open, name, () => []).push(value)
  })
  try {
    parser.write(xml).close()
  } catch {
    return undefined
  }
  if (root !== 'feed' || (total < 0 && error === undefined)) return undefined
  return error === undefined ? {entries, versions, total} : {entries, versions, total, error}
}

function entryOf(url: string, fields: ReadonlyMap<string, readonly string[]>): AtomEntry | undefined {
  const parsed = parseArxivId(url.replace(/^https?:\/\/(?:[a-z]+\.)?arxiv\.org\/abs\//, ''))
  if (parsed === undefined) return undefined
  const comment = fields.get('arxiv:comment')?.[0]
  const summary = fields.get('summary')?.[0] ?? ''
  const journal = fields.get('arxiv:journal_ref')?.[0]
  const doi = fields.get('arxiv:doi')?.[0]
  return {
    id: parsed.id,
    version: parsed.version === undefined ? 1 : Number(parsed.version.slice(1)),
    title: fields.get('title')?.[0] ?? '',
    authors: fields.get('name') ?? [],
    published: fields.get('published')?.[0] ?? '',
    ...(comment !== undefined && {comment}),
    ...(isWithdrawalNotice(summary) && {notice: summary.slice(0, 300)}),
    ...(journal !== undefined && {journal}),
    ...(doi !== undefined && {doi}),
  }
}
