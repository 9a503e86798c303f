/**
 * arXiv papers, asked by id.
 *
 * DataCite goes first: it takes fifty ids a second from shared addresses, where arXiv's own API answers 429 for hours. arXiv is asked next,
 * about all ids: of those that DataCite left open, its "no such id" is final; of the others it alone knows withdrawals. Where it refuses,
 * DataCite's answer stands. What both leave open goes to Semantic Scholar and, for a few ids, to the abstract page. An id that none of them
 * settles is an error, never dead.
 *
 * Sources: arXiv API User Manual and Terms of Use; DataCite REST API guide; Semantic Scholar Graph API documentation.
 */
import {encodedPath} from '../core/link/address.ts'
import {arxivMonthOf} from '../core/link/arxiv-id.ts'
import type {Identity} from '../core/link/identity.ts'
import {mentionsVenue} from '../core/registry/compare-record.ts'
import type {Etiquette, PaperFacts, Resolver, Settlement, Source} from '../core/registry/resolver.ts'
import {type AtomEntry, readAtom} from './atom.ts'
import {citationOf} from './citation.ts'
import {datacite, dataciteRecords, dataciteUrl} from './datacite.ts'
import {nothing, type Response, readOne, vouched, wholeResponse} from './reply.ts'
import {batchProbe, isOfPreprint, paperOf, readBatch, scholar} from './semantic-scholar.ts'
import {saysWithdrawn} from './withdrawal.ts'

/** arXiv's site serves these for every paper; HTML and sources exist for some. */
const ownForms = ['abs', 'pdf']

/** Mirrors without copies of their own, whose page is the same for every id: of what arXiv does not have, it shows nothing. */
const shells: ReadonlySet<string> = new Set(['alphaxiv.org'])

/** Where a page is made when somebody asks for it: until then it is missing, whichever paper it is about. */
const onDemand: ReadonlySet<string> = new Set(['huggingface.co'])

/** Whether a page may have what arXiv has not: a mirror's may outlive the paper. */
function mayOutlive({mirror}: Identity): boolean {
  return mirror !== undefined && !shells.has(mirror)
}

/** A paper that certainly exists: an answer that lacks it is no evidence. */
const canary = '1706.03762'

function versionOf(identity: Identity): number {
  return identity.version === undefined ? 0 : Number(identity.version.slice(1))
}

function alive(identity: Identity, facts: PaperFacts, who: string): Settlement {
  const settlement: Settlement = {
    verdict: 'ok',
    reason: 'registered',
    facts: {...facts, arxiv: identity.id},
    evidence: `${who}: ${identity.id} is “${facts.titles[0] ?? ''}”`,
  }
  // The file of a withdrawn version is gone, while its abstract stays.
  if (facts.withdrawn !== undefined && identity.form === 'pdf') return {...settlement, pageDecides: true}
  return identity.mirror !== undefined && onDemand.has(identity.mirror) ? settlement : vouched(identity, settlement, ownForms)
}

const dataciteSource: Source = {
  ...datacite,
  batchSize: 50,
  request: (batch, endpoint) =>
    dataciteUrl(
      batch.map(({id}) => `10.48550/arxiv.${id}`),
      endpoint,
    ),
  read(batch, outcome) {
    const records = dataciteRecords(outcome)
    if (records === undefined) return nothing
    const settled = new Map<Identity, Settlement>()
    for (const identity of batch) {
      const facts = records.get(`10.48550/arxiv.${identity.id.toLowerCase()}`)
      // DataCite's newest version may be a day behind, so a later one is left to arXiv.
      if (facts === undefined || versionOf(identity) > (facts.latestVersion ?? 0)) continue
      settled.set(identity, alive(identity, facts, 'DataCite'))
    }
    return settled
  },
}

/** The longest time between a paper's id and its appearance in the registries: a night, or a long weekend. */
const announcementMs = 4 * 86_400_000

/** Whether an id is so recent that its paper may not have been announced yet, by the clock of the server that answers. */
function isOfTheseDays(id: string, {headers}: Response): boolean {
  const now = Date.parse(headers['date'] ?? '')
  const {year, month} = arxivMonthOf(id)
  return [now, now - announcementMs].some((at) => {
    const date = new Date(at)
    return date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month
  })
}

function factsOf(entry: AtomEntry): PaperFacts {
  const {title, authors, published, comment, notice, journal, doi, version} = entry
  const withdrawn = comment !== undefined && saysWithdrawn(comment, version) ? comment : notice
  // Most papers on machine learning have no journal reference, but a comment: `Accepted at ICCV 2023`.
  const venue = journal ?? (comment !== undefined && mentionsVenue(comment) ? comment.slice(0, 200) : undefined)
  return {
    kind: 'paper',
    titles: title === '' ? [] : [title],
    authors,
    ...(/^\d{4}/.test(published) && {year: Number(published.slice(0, 4))}),
    latestVersion: version,
    ...(withdrawn !== undefined && {withdrawn}),
    ...(venue !== undefined && {venue}),
    ...(doi !== undefined && {doi: doi.toLowerCase()}),
  }
}

/** The request for the current version of up to a hundred papers. */
export function arxivQuery(
  ids: readonly string[],
  endpoint: string,
): {readonly method: 'GET'; readonly url: string; readonly maxBodyBytes: number} {
  const list = [...new Set(ids)].map((id) => encodedPath(id)).join(',')
  return {method: 'GET', url: `${endpoint}/api/query?id_list=${list}&max_results=${new Set(ids).size}`, maxBodyBytes: 4_000_000}
}

export const arxivApi: Etiquette = {
  name: 'arxiv',
  endpoint: 'https://export.arxiv.org',
  intervalMs: 3100,
  concurrency: 1,
  // The limit has been reported with other statuses than 429.
  isRefusal: ({body}) => /^\s*rate exceeded/i.test(body),
}

const api: Source = {
  ...arxivApi,
  // A hundred ids with the canary, which is a safe length for a GET.
  batchSize: 99,
  // Only arXiv knows withdrawals and journals.
  enriches: true,
  request: (batch, endpoint) => arxivQuery([...batch.map(({id}) => id), canary], endpoint),
  read(batch, outcome) {
    const response = wholeResponse(outcome) ?? wholeResponse(outcome, 400)
    const feed = response && readAtom(response.body)
    if (response === undefined || feed === undefined) return nothing
    if (feed.error !== undefined) return 'split'
    if (response.status !== 200) return nothing
    const settled = new Map<Identity, Settlement>()
    const asked = new Set([canary, ...batch.map(({id}) => id)])
    // A feed with papers that nobody asked about answers another question.
    const complete = feed.entries.has(canary) && feed.total === feed.entries.size && [...feed.entries.keys()].every((id) => asked.has(id))
    for (const identity of batch) {
      const entry = feed.entries.get(identity.id)
      if (entry === undefined) {
        if (complete && !mayOutlive(identity) && !isOfTheseDays(identity.id, response)) {
          settled.set(identity, {verdict: 'dead', reason: 'not-found', evidence: `arXiv: no paper has the id ${identity.id}`})
        }
        continue
      }
      const facts = factsOf(entry)
      if (versionOf(identity) > entry.version) {
        if (identity.mirror !== undefined) continue
        const evidence = `arXiv: ${identity.id} has ${entry.version === 1 ? 'one version' : `${entry.version} versions`}, no ${identity.version}`
        settled.set(identity, {verdict: 'dead', reason: 'version-missing', facts, evidence})
      } else settled.set(identity, alive(identity, facts, 'arXiv'))
    }
    return settled
  },
}

const semanticScholar: Source = {
  ...scholar,
  batchSize: 500,
  // Semantic Scholar does not know versions.
  accepts: (identity) => versionOf(identity) <= 1,
  request: (batch, endpoint) =>
    batchProbe(
      batch.map(({id}) => `ARXIV:${id}`),
      endpoint,
    ),
  read: (batch, outcome) =>
    readBatch(batch, outcome, (identity, record) =>
      isOfPreprint(record, identity.id) ? alive(identity, paperOf(record), 'Semantic Scholar') : undefined,
    ),
}

/** How the site itself says that it does not know an id; a proxy's error page may have the address in its text. */
const ownMissingPage = /<title>[^<]{0,200}\barxiv\b|\barticle (?:not found|identifier)\b/i

const page: Source = {
  name: 'arxiv-page',
  endpoint: 'https://arxiv.org',
  batchSize: 1,
  // arXiv's robots.txt asks for 15 seconds between pages.
  intervalMs: 15_000,
  concurrency: 1,
  mostRequests: 4,
  accepts: (identity) => identity.mirror === undefined,
  request: ([identity], endpoint) => ({
    method: 'GET',
    url: `${endpoint}/abs/${identity?.id ?? ''}${identity?.version ?? ''}`,
    maxBodyBytes: 100_000,
  }),
  read: readOne((identity, response) => {
    const {status, body} = response
    if (status === 404 && ownMissingPage.test(body) && !isOfTheseDays(identity.id, response))
      return {verdict: 'dead', reason: 'not-found', evidence: `arXiv: no page for ${identity.id}${identity.version ?? ''}`}
    const citation = status === 200 ? citationOf(body) : undefined
    return citation && alive(identity, citation, 'arXiv’s page')
  }),
}

export const arxiv: Resolver = {
  name: 'arxiv',
  accepts: ({service, kind, form}) => service === 'arxiv' && kind === 'paper' && form !== 'figure' && form !== 'file',
  sources: [dataciteSource, api, semanticScholar, page],
  otherwise: 'error',
}
