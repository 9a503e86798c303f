/**
 * Proceedings sites, where one index page names every paper of a volume, with its title and authors.
 *
 * A paper that an index does not name is left to its own page: these sites are static, so their 404 can be trusted.
 */

import {type Identity, identityKey, identityOf, type Service} from '../core/link/identity.ts'
import {peopleIn} from '../core/paper/people.ts'
import {isSameTitle} from '../core/registry/match-title.ts'
import type {Facts, Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {createHtmlReader} from '../core/text/html.ts'
import {nothing, oneLine, textAt, vouched, wholeResponse} from './reply.ts'

/** Texts of links to a paper's files, which are never its title. */
const fileWord =
  /^(?:\W*)(?:abs|abstract|pdf|paper|supp|supplementary|supplemental|supplementary material|poster|bib|bibtex|download pdf|openreview|software|code|html|arxiv|doi)?(?:\W*)$/i

/** Classes of elements that hold a paper's title but not its links. Sources: the index pages of PMLR (`p.title`), CVF and ECVA (`dt.ptitle`). */
const titleClass = /(?:^|\s)p?title(?:\s|$)/

/** An element of an index page. */
type Element = (name: string, attributes: Readonly<Record<string, string>>) => boolean

interface IndexedPaper {
  readonly title: string
  readonly authors: readonly string[]
}

/** The papers that a page links to, by identity, with the title in the link or before it, and the authors behind the title. */
function indexedPapers(html: string, base: string, isOfAuthors: Element): ReadonlyMap<string, IndexedPaper> {
  const papers = new Map<string, IndexedPaper>()
  let heading = ''
  let headingDepth = 0
  let address: string | undefined
  let text = ''
  let authors: string[] = []
  let authorsDepth = 0
  let names = ''
  const parser = createHtmlReader({
    onopentag(name, attributes) {
      if (headingDepth > 0) headingDepth++
      else if (titleClass.test(textAt(attributes, 'class') ?? '')) {
        headingDepth = 1
        heading = ''
        authors = []
      }
      if (authorsDepth > 0) authorsDepth++
      else if (isOfAuthors(name, attributes)) {
        authorsDepth = 1
        names = ''
      }
      if (name === 'a') {
        address = textAt(attributes, 'href')
        text = ''
      }
    },
    ontext(piece) {
      if (headingDepth > 0) heading += piece
      if (authorsDepth > 0) names += piece
      if (address !== undefined) text += piece
    },
    onclosetag(name) {
      if (headingDepth > 0) headingDepth--
      // Links to files stand in elements of the same kind.
      if (authorsDepth > 0 && --authorsDepth === 0 && !/[[\]{}]/.test(names)) authors.push(...peopleIn(oneLine(names)))
      if (name !== 'a' || address === undefined) return
      const identity = URL.canParse(address, base) ? identityOf(new URL(address, base).href) : undefined
      address = undefined
      if (identity?.kind !== 'paper') return
      const own = oneLine(text)
      const isFile = fileWord.test(own)
      const title = isFile ? oneLine(heading) : own
      const key = identityKey(identity)
      if ((papers.get(key)?.title ?? '') !== '') return
      if (!isFile) authors = []
      papers.set(key, {title, authors: title === '' ? [] : authors})
    },
  })
  parser.end(html)
  return papers
}

interface Index {
  readonly name: Service
  readonly endpoint: string
  /** Where the papers' own addresses start, even if the index came from a mirror. */
  readonly base: string
  /** The volume in whose index a paper is named; undefined if its id does not say. */
  volumeOf(identity: Identity): string | undefined
  pathOf(volume: string): string
  /** Where it names a paper's authors, behind the title. */
  readonly isOfAuthors: Element
  /** From how many papers on an index of many megabytes is worth its download. */
  readonly leastBatch?: number
}

function indexSource({name, endpoint, base, volumeOf, pathOf, isOfAuthors, leastBatch = 1}: Index): Source {
  return {
    name,
    endpoint,
    batchSize: Number.MAX_SAFE_INTEGER,
    leastBatch,
    intervalMs: 550,
    concurrency: 1,
    accepts: (identity) => volumeOf(identity) !== undefined,
    batchKey: (identity) => volumeOf(identity) ?? '',
    request: ([identity], at) => ({
      method: 'GET',
      url: `${at}${pathOf((identity && volumeOf(identity)) ?? '')}`,
      headers: {accept: 'text/html'},
      maxBodyBytes: 16_000_000,
    }),
    read(batch, outcome, hints) {
      const response = wholeResponse(outcome)
      if (response === undefined) return nothing
      const [first] = batch
      const papers = indexedPapers(response.body, new URL(pathOf((first && volumeOf(first)) ?? ''), base).href, isOfAuthors)
      const settled = new Map<Identity, Settlement>()
      for (const identity of batch) {
        const own = papers.get(identityKey(identity))
        const paper = own ?? titledAs(hints?.titleOf(identity), papers.values())
        if (paper === undefined) continue
        const {title, authors} = paper
        const facts: Facts =
          title === '' ? {kind: 'other'} : {kind: 'paper', titles: [title], ...(authors.length > 0 && {authors}), accepted: true}
        const evidence = `${new URL(endpoint).host}: ${identity.id} is in its volume’s index${title === '' ? '' : ` as “${title}”`}`
        settled.set(
          identity,
          vouched(identity, {verdict: 'ok', reason: 'registered', facts, evidence}, own === undefined ? [] : ['html', 'pdf']),
        )
      }
      return settled
    },
  }
}

/** For files named by a number: the listed title, even misspelt, may be in the index. Whether the file exists is left to its own address. */
function titledAs(listed: string | undefined, papers: Iterable<IndexedPaper>): IndexedPaper | undefined {
  if (listed === undefined) return undefined
  for (const paper of papers) {
    if (isSameTitle(listed, paper.title)) return paper
  }
  return undefined
}

const firstWord = ({id}: Identity): string => id.slice(0, id.indexOf(' '))

const hasClass = (attributes: Readonly<Record<string, string>>, name: string): boolean =>
  (textAt(attributes, 'class') ?? '').split(/\s+/).includes(name)

const indexes: readonly Index[] = [
  {
    name: 'acl',
    endpoint: 'https://aclanthology.org',
    base: 'https://aclanthology.org/',
    // `2022.acl-long.331` is in `2022.acl-long`; `P19-1185` in `P19-1`, workshops (`W19-5402`) have two-digit volumes.
    volumeOf: ({id}) => /^(\d{4}\.[^.]+)\.\d+$/.exec(id)?.[1] ?? /^(W\d\d-\d\d|[A-Z]\d\d-\d)\d+$/.exec(id)?.[1],
    pathOf: (volume) => `/volumes/${volume}/`,
    isOfAuthors: (name, attributes) => name === 'a' && (textAt(attributes, 'href') ?? '').startsWith('/people/'),
  },
  {
    name: 'pmlr',
    endpoint: 'https://proceedings.mlr.press',
    base: 'https://proceedings.mlr.press/',
    volumeOf: firstWord,
    pathOf: (volume) => `/${volume}/`,
    isOfAuthors: (_, attributes) => hasClass(attributes, 'authors'),
  },
  {
    name: 'neurips',
    endpoint: 'https://papers.nips.cc',
    base: 'https://papers.nips.cc/',
    // Old ids are numbers without a year.
    volumeOf: ({id}) => /^(\d{4}) /.exec(id)?.[1],
    // With a slash at the end the address answers 404.
    pathOf: (volume) => `/paper_files/paper/${volume}`,
    isOfAuthors: (name, attributes) => name === 'i' || hasClass(attributes, 'paper-authors'),
  },
  {
    name: 'cvf',
    endpoint: 'https://openaccess.thecvf.com',
    base: 'https://openaccess.thecvf.com/',
    volumeOf: ({id}) => /^((?:CVPR|ICCV|WACV|ECCV)\d{4}) /.exec(id)?.[1],
    // Without the query some years list only their days.
    pathOf: (volume) => `/${volume}?day=all`,
    isOfAuthors: (name) => name === 'dd',
  },
  {
    name: 'ecva',
    endpoint: 'https://www.ecva.net',
    base: 'https://www.ecva.net/',
    volumeOf: () => 'papers',
    pathOf: () => '/papers.php',
    isOfAuthors: (name) => name === 'dd',
    leastBatch: 3,
  },
]

export const proceedings: readonly Resolver[] = indexes.map((index) => ({
  name: index.name,
  accepts: ({service, kind, form}) => service === index.name && kind === 'paper' && form !== 'supplementary',
  sources: [indexSource(index)],
  otherwise: 'web',
}))
