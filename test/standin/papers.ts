/** arXiv, DataCite and Semantic Scholar. Shapes: replies recorded from arXiv's API since November 2025, DataCite and Semantic Scholar. */
import {parseArxivId} from '../../src/core/link/arxiv-id.ts'
import {escapeXml, html, json, type Reply, type Request, type Service, shuffled, text, tokens} from './service.ts'
import type {StandInPaper, World} from './world.ts'

const canary: StandInPaper = {arxiv: '1706.03762', titles: ['Attention Is All You Need'], authors: ['Ashish Vaswani', 'Noam Shazeer']}

function papersOf({papers = []}: World): readonly StandInPaper[] {
  return papers.some(({arxiv}) => arxiv === canary.arxiv) ? papers : [...papers, canary]
}

function yearOf({arxiv}: StandInPaper): number {
  const digits = Number(/(\d\d)\d\d[.\d]/.exec(arxiv)?.[1])
  return digits > 90 ? 1900 + digits : 2000 + digits
}

function feed(entries: readonly string[], query: string, total = entries.length): Reply {
  return {
    status: 200,
    headers: {'content-type': 'application/atom+xml'},
    body: `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/stand-in</id>
  <title>arXiv Query: ${escapeXml(query)}</title>
  <updated>2026-11-01T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?x=1" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${entries.length}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
${entries.join('\n')}
</feed>`,
  }
}

function entry(paper: StandInPaper, version: number): string {
  const link = `arxiv.org/abs/${paper.arxiv}v${version}`
  // Long titles come with a line break in them.
  const title = escapeXml(paper.titles[version - 1] ?? '').replace(/ (?=\S{9})/, '\n  ')
  return `  <entry>
    <id>http://${link}</id>
    <title>${title}</title>
    <updated>${yearOf(paper)}-02-01T00:00:00Z</updated>
    <link href="https://${link}" rel="alternate" type="text/html"/>
    <summary>An abstract with &lt;brackets&gt;.</summary>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    <published>${yearOf(paper)}-01-01T00:00:00Z</published>
${paper.comment === undefined ? '' : `    <arxiv:comment>${escapeXml(paper.comment)}</arxiv:comment>\n`}${paper.journal === undefined ? '' : `    <arxiv:journal_ref>${escapeXml(paper.journal)}</arxiv:journal_ref>\n`}    <arxiv:primary_category term="cs.CV"/>
${(paper.authors ?? []).map((name) => `    <author>\n      <name>${escapeXml(name)}</name>\n    </author>`).join('\n')}
${paper.doi === undefined ? '' : `    <arxiv:doi>${escapeXml(paper.doi)}</arxiv:doi>\n`}  </entry>`
}

/** Text in which phrases can be found. */
const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** The service only looks for something like an id in each of `id_list`. */
const looksLikeId = /(?<![\d=.])(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d*)?|[a-z-]+(?:\.[A-Za-z-]{2,})?\/\d{7}/

function query({query: parameters, world, complain, rawPath}: Request): Reply {
  if (rawPath.length > 8190) {
    complain('arXiv: the address is too long')
    return html('<h1>414 Request-URI Too Large</h1>', 414)
  }
  const search = parameters.get('search_query')
  const most = Number(parameters.get('max_results') ?? 10)
  if (search !== null && search !== '') {
    // Phrases of titles, joined by OR; whatever contains one is a hit.
    const phrases = search.split(' OR ').map((phrase) => words(phrase.replace(/^ti:/, '')))
    const hits = papersOf(world).filter(({titles}) => phrases.some((phrase) => words(titles.at(-1) ?? '').includes(phrase)))
    return feed(
      hits.slice(0, most).map((paper) => entry(paper, paper.titles.length)),
      search,
      hits.length,
    )
  }
  const ids = (parameters.get('id_list') ?? '').split(',').filter(Boolean)
  if (ids.length > 100) complain(`arXiv: ${ids.length} ids in one request`)
  if (ids.length > most) complain(`arXiv: max_results ${most} for ${ids.length} ids`)
  const entries = new Map<string, string>()
  for (const id of ids) {
    const parsed = parseArxivId(id)
    if (parsed === undefined || id !== `${parsed.id}${parsed.version ?? ''}`)
      complain(`arXiv: \`${id}\` is no id in its canonical spelling`)
    if (!looksLikeId.test(id)) {
      const summary = `incorrect id format for ${id}`
      const reply = feed(
        [
          `  <entry><id>https://arxiv.org/api/errors#${summary.replaceAll(' ', '_')}</id><title>Error</title><summary>${summary}</summary></entry>`,
        ],
        '',
      )
      return {...reply, status: 400}
    }
    const paper = papersOf(world).find(({arxiv}) => arxiv === parsed?.id)
    const version = parsed?.version === undefined ? (paper?.titles.length ?? 0) : Number(parsed.version.slice(1))
    if (paper !== undefined && version >= 1 && version <= paper.titles.length)
      entries.set(`${paper.arxiv}v${version}`, entry(paper, version))
  }
  return feed(shuffled([...entries.values()]).slice(0, most), `id_list=${ids.join(',')}`)
}

export const arxivApi: Service = {
  hosts: ['export.arxiv.org'],
  intervalMs: 3000,
  concurrency: 1,
  limited: text('Rate exceeded.', 429),
  answer: (request) => (request.path === '/api/query' ? query(request) : html('Not found', 404)),
}

export const arxivSite: Service = {
  hosts: ['arxiv.org', 'www.arxiv.org'],
  intervalMs: 3000,
  concurrency: 1,
  limited: html('<h1>Access denied</h1>', 403),
  answer({path, world}) {
    const match = /^\/(abs|pdf)\/(.+?)(v\d+)?$/.exec(path)
    const paper = papersOf(world).find(({arxiv}) => arxiv === match?.[2])
    const version = match?.[3] === undefined ? (paper?.titles.length ?? 0) : Number(match[3].slice(1))
    const title = paper?.titles[version - 1]
    if (match === null || paper === undefined || title === undefined)
      return html('<title>Article not found | arXiv e-print repository</title>', 404)
    const isWithdrawn = /withdr[ae]wn/i.test(paper.comment ?? '')
    if (match[1] === 'pdf') {
      return isWithdrawn
        ? html('This version has been withdrawn', 404)
        : {status: 200, headers: {'content-type': 'application/pdf'}, body: '%PDF-1.5'}
    }
    const authors = (paper.authors ?? []).map(
      (name) => `<meta name="citation_author" content="${escapeXml(name.replace(/^(.*) (\S+)$/, '$2, $1'))}" />`,
    )
    return html(
      `<!DOCTYPE html><html><head><title>[${paper.arxiv}] ${escapeXml(title)}</title><meta name="citation_title" content="${escapeXml(title)}" />${authors.join('')}</head></html>`,
    )
  },
}

function dataciteRecord(paper: StandInPaper): unknown {
  const doi = `10.48550/arxiv.${paper.arxiv.toLowerCase()}`
  const creators = (paper.authors ?? []).map((name) => ({name: name.replace(/^(.*) (\S+)$/, '$2, $1'), nameType: 'Personal'}))
  const attributes = {
    doi,
    titles: [{title: paper.titles.at(-1)}],
    creators,
    publicationYear: yearOf(paper),
    version: String(paper.titles.length),
  }
  return {id: doi, type: 'dois', attributes}
}

/** Elasticsearch's query strings, but only phrases in one field: papers with more of them come first. */
function titleSearch(search: string, parameters: URLSearchParams, world: World, complain: Request['complain']): Reply {
  const phrases = /^titles\.title:\(("[^"]+"(?: OR "[^"]+")*)\)$/.exec(search)?.[1]?.split(' OR ')
  if (phrases === undefined || parameters.get('prefix') !== '10.48550') {
    complain(`DataCite: a search for ${search}`)
    return json({errors: [{status: '400', title: 'Bad Request'}]}, 400)
  }
  const count = ({titles}: StandInPaper): number => phrases.filter((phrase) => words(titles.at(-1) ?? '').includes(words(phrase))).length
  const hits = papersOf(world).filter((paper) => paper.unknownAt?.includes('datacite') !== true && count(paper) > 0)
  const best = [...hits].sort((a, b) => count(b) - count(a)).slice(0, Number(parameters.get('page[size]') ?? 25))
  return json({data: best.map(dataciteRecord), meta: {total: hits.length, totalPages: 1, page: 1}})
}

export const datacite: Service = {
  hosts: ['api.datacite.org'],
  intervalMs: 1000,
  concurrency: 1,
  limited: json({errors: [{status: '429', title: 'Too many requests'}]}, 429),
  answer({path, query: parameters, world, complain}) {
    if (path !== '/dois') return json({errors: [{status: '404', title: "The resource you are looking for doesn't exist."}]}, 404)
    const search = parameters.get('query')
    if (search !== null) return titleSearch(search, parameters, world, complain)
    const ids = (parameters.get('ids') ?? '').split(',').filter(Boolean)
    if (ids.length > 50) complain(`DataCite: ${ids.length} names in one request`)
    const records = ids.flatMap((id): unknown[] => {
      const doi = id.toLowerCase()
      const paper = papersOf(world).find(
        ({arxiv, unknownAt}) => doi === `10.48550/arxiv.${arxiv.toLowerCase()}` && unknownAt?.includes('datacite') !== true,
      )
      if (paper !== undefined) return [dataciteRecord(paper)]
      const work = world.works?.find((each) => each.agency === 'DataCite' && each.doi.toLowerCase() === doi)
      return work === undefined
        ? []
        : [
            {
              id: doi,
              type: 'dois',
              attributes: {doi, titles: [{title: work.title}], creators: [], publicationYear: work.year ?? 2020, version: null},
            },
          ]
    })
    const size = Number(parameters.get('page[size]') ?? 25)
    return json({data: shuffled(records).slice(0, size), meta: {total: records.length, totalPages: 1, page: 1}})
  },
}

function scholarRecord(paper: StandInPaper): unknown {
  return {
    paperId: '0'.repeat(40),
    title: paper.titles[0],
    year: yearOf(paper),
    venue: paper.published?.venue ?? 'arXiv.org',
    publicationVenue: paper.published === undefined ? null : {id: 'v', name: paper.published.venue, type: 'conference'},
    externalIds: {
      ArXiv: paper.arxiv,
      DBLP: paper.published?.dblp ?? `journals/corr/abs-${paper.arxiv.replace('.', '-')}`,
      CorpusId: 1,
      ...(paper.published?.doi !== undefined && {DOI: paper.published.doi}),
    },
    authors: (paper.authors ?? []).map((name) => ({authorId: '1', name})),
  }
}

export const semanticScholar: Service = {
  hosts: ['api.semanticscholar.org'],
  intervalMs: 3000,
  concurrency: 1,
  secret: {header: 'x-api-key', value: tokens.semanticscholar},
  limited: json({message: 'Too Many Requests. Please wait and try again or apply for a key for higher rate limits.', code: '429'}, 429),
  answer({method, path, query: parameters, body, world, complain}) {
    const known = papersOf(world).filter(({unknownAt}) => unknownAt?.includes('semanticscholar') !== true)
    if (path === '/graph/v1/paper/search/match') {
      const hit = known.find(({titles}) => titles.some((title) => title.toLowerCase() === parameters.get('query')?.toLowerCase()))
      return hit === undefined ? json({error: 'Title match not found'}, 404) : json({data: [scholarRecord(hit)]})
    }
    if (path !== '/graph/v1/paper/batch' || method !== 'POST') return json({error: 'Not found'}, 404)
    const fields = (parameters.get('fields') ?? '').split(',')
    const odd = fields.find((field) => !['title', 'year', 'venue', 'publicationVenue', 'externalIds', 'authors'].includes(field))
    if (odd !== undefined) return json({error: `Unrecognized or unsupported fields: [${odd}]`}, 400)
    const {ids} = JSON.parse(body) as {ids: string[]}
    if (ids.length > 500) complain(`Semantic Scholar: ${ids.length} ids in one request`)
    return json(ids.map((id) => known.filter(({arxiv}) => id === `ARXIV:${arxiv}`).map(scholarRecord)[0] ?? null))
  },
}

/** DBLP's open query service: its pages are behind a challenge. */
export const dblp: Service = {
  hosts: ['sparql.dblp.org'],
  intervalMs: 1000,
  concurrency: 1,
  limited: html('<title>429 Too Many Requests</title>', 429),
  answer({method, path, body, headers, world, complain}) {
    const query = new URLSearchParams(body).get('query') ?? ''
    if (path !== '/sparql' || method !== 'POST') return html('Not Found', 404)
    if (headers['accept']?.includes('application/sparql-results+json') !== true) complain('DBLP: results are wanted in some other form')
    if (!/^PREFIX dblp: <[^<>\s]+>\s+SELECT (?:\?\w+ )+WHERE \{[\s\S]*\}$/.test(query))
      return json({exception: 'Invalid SPARQL query'}, 400)
    const keys = [...query.matchAll(/<https:\/\/dblp\.org\/rec\/([^<>]+)>/g)].map(([, key]) => key)
    if (keys.length > 100) complain(`DBLP: ${keys.length} records in one query`)
    const literal = (value: string | number): unknown => ({type: 'literal', value: String(value)})
    const bindings = (world.records ?? [])
      .filter(({key}) => keys.includes(key))
      .map(({key, title, author, venue, year}) => ({
        pub: {type: 'uri', value: `https://dblp.org/rec/${key}`},
        title: literal(`${title}.`),
        venue: literal(venue),
        year: literal(year),
        author: literal(author),
      }))
    return json({head: {vars: ['pub', 'title', 'venue', 'year', 'author']}, results: {bindings: shuffled(bindings)}})
  },
}
