/** Documents → what the network says about their links: every URL asked once, however often it occurs. */
import type {Checked} from './core/checked.ts'
import type {Occurrence, ReportedLink} from './core/report.ts'
import type {Document} from './markdown/document.ts'
import type {Link} from './markdown/links.ts'

/** The links of documents by URL as written, and the verdicts on them as they come in. */
export interface Verdicts {
  /** Absolute URLs, each once, in order of first occurrence; a URL that is shown as an image anywhere has to be one. */
  targets(): {readonly url: string; readonly context: 'link' | 'image'}[]
  /** Take a verdict in. */
  add(checked: Checked): void
  /** What the network said about a URL as written. */
  of(url: string): Checked | undefined
  /** What is dead, in order of first occurrence. */
  dead(): Checked[]
  /** The title of the first entry with a paper at this URL, also with its file beside its page. */
  titleOf(url: string): string | undefined
  /** Offsets of links that stayed undecided or were left out, and of everything in an entry with such a link. */
  undecidedIn(document: Document): readonly number[]
  /** The report's part: every link settled so far with its places, in order of first occurrence. */
  reported(): ReportedLink[]
}

/**
 * @param isWanted whether an occurrence is to be asked about, e.g. whether it is on an added line
 *
 * Destinations within the document or repository, and malformed ones, are left to the rules.
 */
export function verdictsOf(documents: readonly Document[], isWanted: (document: Document, link: Link) => boolean = () => true): Verdicts {
  // Called now, while the documents still have their trees.
  const shown = documents.map((document) => ({document, isShown: shownIn(document)}))
  const occurrences = function* (): Generator<readonly [Link, Document]> {
    for (const {document, isShown} of shown) {
      for (const link of document.links) {
        if (link.kind !== 'reference' && isForeign(link) && isShown(link) && isWanted(document, link)) yield [link, document]
      }
    }
  }
  // There may be a hundred thousand links, so no more than this is kept: their places are found again at the end.
  const contexts = new Map<string, 'link' | 'image'>()
  for (const [{url, image}] of occurrences()) if (image || !contexts.has(url)) contexts.set(url, image ? 'image' : 'link')
  const verdicts = new Map<string, Checked>()
  let titles: Map<string, string> | undefined
  return {
    targets: () => [...contexts].map(([url, context]) => ({url, context})),
    add(checked) {
      verdicts.set(checked.url, checked)
    },
    of: (url) => verdicts.get(url),
    dead() {
      const dead: Checked[] = []
      for (const url of contexts.keys()) {
        const checked = verdicts.get(url)
        if (checked?.verdict === 'dead') dead.push(checked)
      }
      return dead
    },
    titleOf(url) {
      titles ??= titlesByUrl(documents)
      return titles.get(url)
    },
    undecidedIn({links, entries}) {
      // By URL, as a fixed document has new links.
      const isOpen = ({url}: Link): boolean => contexts.has(url) && !isDecided(verdicts.get(url))
      const around = entries.filter((entry) => entry.links.some(({link}) => isOpen(link)))
      const inEntries = around.flatMap((entry) => [
        entry.start,
        entry.title?.start ?? entry.start,
        ...entry.links.map(({link}) => link.start),
      ])
      return [...new Set([...links.filter(isOpen).map(({start}) => start), ...inEntries])]
    },
    reported() {
      const places = new Map<string, Occurrence[]>()
      const links: ReportedLink[] = []
      for (const [{url, start}, document] of occurrences()) {
        const {line, column} = document.lines.pointAt(start)
        const place = {file: document.path, line, column}
        const known = places.get(url)
        const checked = verdicts.get(url)
        if (known !== undefined) known.push(place)
        else if (checked !== undefined) {
          const own = [place]
          places.set(url, own)
          links.push(reportedOf(checked, own))
        }
      }
      return links
    },
  }
}

/** Whether a verdict is final: neither an outage's nor that of a link which was left out. */
function isDecided(checked: Checked | undefined): boolean {
  if (checked === undefined) return false
  const {verdict, reason} = checked
  return verdict === 'skipped' ? !leftOut.has(reason) : verdict !== 'error' && verdict !== 'blocked'
}

const leftOut: ReadonlySet<string> = new Set(['excluded', 'max-links', 'other-shard'])

/** Field by field: for many links, spreading costs several times as much. */
function reportedOf(checked: Checked, occurrences: readonly Occurrence[]): ReportedLink {
  const {url, verdict, reason, status, finalUrl, via, attempts, durationMs, findings, history, archived, evidence} = checked
  const reported: {-readonly [Key in keyof ReportedLink]: ReportedLink[Key]} = {
    url,
    verdict,
    reason,
    via,
    attempts,
    durationMs,
    occurrences,
  }
  if (status !== undefined) reported.status = status
  if (finalUrl !== undefined) reported.finalUrl = finalUrl
  if (findings !== undefined) reported.findings = findings
  if (history !== undefined) reported.history = history
  if (archived !== undefined) reported.archived = archived
  if (evidence !== undefined) reported.evidence = evidence
  return reported
}

function titlesByUrl(documents: readonly Document[]): Map<string, string> {
  const titles = new Map<string, string>()
  for (const {entries} of documents) {
    for (const {title, links} of entries) {
      for (const {link, role} of links)
        if (role === 'paper' && title !== undefined && !titles.has(link.url)) titles.set(link.url, title.text)
    }
  }
  return titles
}

/** Whether readers see a link: a definition shows only through its references, and of several with one label the first counts. */
function shownIn(document: Document): (link: Link) => boolean {
  const {definitions, references} = document
  if (definitions.length === 0) return () => true
  const {tree} = document // Only now, as a document may have let go of it.
  const referred = new Set(references.map((node) => tree.identifier(node)))
  const shown = new Set<number>()
  for (const node of definitions) if (referred.delete(tree.identifier(node))) shown.add(node)
  return ({kind, node}) => kind !== 'definition' || shown.has(node)
}

/** Mistakes despite which browsers make a request, or at least try to. */
const sentAllTheSame: ReadonlySet<string> = new Set(['blank', 'escape', 'clinging', 'host', 'trailing'])

/** A destination outside the repository, with a scheme or relative to one (`//host`), that a browser would request. */
function isForeign({url, malformation}: Link): boolean {
  return (malformation === undefined || sentAllTheSame.has(malformation.why)) && (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//'))
}
