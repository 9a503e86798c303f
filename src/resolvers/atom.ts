/** arXiv's Atom feeds. Source: arXiv API User Manual, section 3.3; replies recorded since November 2025. */
import {SaxesParser} from 'saxes'
import {parseArxivId} from '../core/arxiv-id.ts'
import {oneLine} from './reply.ts'

export interface AtomEntry {
  /** Canonical id without version. */
  readonly id: string
  /** The version that came back: the newest, unless another was asked for. */
  readonly version: number
  /** Empty where the service has lost it: the paper exists all the same. */
  readonly title: string
  readonly authors: readonly string[]
  /** ISO date of the first version. */
  readonly published: string
  readonly comment?: string
  readonly journal?: string
  readonly doi?: string
}

export interface AtomFeed {
  /** By canonical id. */
  readonly entries: ReadonlyMap<string, AtomEntry>
  /** How many the service says there are. */
  readonly total: number
  /** What it did not like, where it refused the request as such. */
  readonly error?: string
}

/** Reads a feed; undefined for anything that is not one, whole and well-formed. */
export function readAtom(xml: string): AtomFeed | undefined {
  const entries = new Map<string, AtomEntry>()
  let total = -1
  let error: string | undefined
  let open: Map<string, string[]> | undefined
  let text = ''
  let root = ''
  const parser = new SaxesParser({xmlns: false})
  parser.on('opentag', ({name}) => {
    if (root === '') root = name
    if (name === 'entry') open = new Map()
    text = ''
  })
  const onText = (piece: string): void => {
    text += piece
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({name}) => {
    const value = oneLine(text)
    text = ''
    if (name === 'opensearch:totalResults') total = Number(value)
    else if (name === 'entry' && open !== undefined) {
      const id = open.get('id')?.[0] ?? ''
      if (id.includes('/api/errors')) error = open.get('summary')?.[0] ?? id
      else {
        const entry = entryOf(id, open)
        if (entry !== undefined) entries.set(entry.id, entry)
      }
      open = undefined
    } else if (open !== undefined && value !== '') {
      const values = open.get(name)
      if (values === undefined) open.set(name, [value])
      else values.push(value)
    }
  })
  try {
    parser.write(xml).close()
  } catch {
    return undefined
  }
  if (root !== 'feed' || (total < 0 && error === undefined)) return undefined
  return error === undefined ? {entries, total} : {entries, total, error}
}

function entryOf(url: string, fields: ReadonlyMap<string, readonly string[]>): AtomEntry | undefined {
  const parsed = parseArxivId(url.replace(/^https?:\/\/(?:[a-z]+\.)?arxiv\.org\/abs\//, ''))
  if (parsed === undefined) return undefined
  const comment = fields.get('arxiv:comment')?.[0]
  const journal = fields.get('arxiv:journal_ref')?.[0]
  const doi = fields.get('arxiv:doi')?.[0]
  return {
    id: parsed.id,
    version: parsed.version === undefined ? 1 : Number(parsed.version.slice(1)),
    title: fields.get('title')?.[0] ?? '',
    authors: fields.get('name') ?? [],
    published: fields.get('published')?.[0] ?? '',
    ...(comment !== undefined && {comment}),
    ...(journal !== undefined && {journal}),
    ...(doi !== undefined && {doi}),
  }
}
