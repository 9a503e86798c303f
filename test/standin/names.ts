/** doi.org and Crossref. */
import {html, json, type Service, shuffled, text} from './service.ts'
import type {StandInWork, World} from './world.ts'

function workOf({works = [], papers = []}: World, doi: string): StandInWork | undefined {
  const wanted = doi.toLowerCase()
  const paper = papers.find(({arxiv}) => `10.48550/arxiv.${arxiv.toLowerCase()}` === wanted)
  if (paper !== undefined) return {doi, agency: 'DataCite', title: paper.titles.at(-1) ?? ''}
  return works.find((work) => work.doi.toLowerCase() === wanted)
}

export const doiOrg: Service = {
  hosts: ['doi.org', 'dx.doi.org'],
  intervalMs: 500,
  concurrency: 1,
  limited: html('Too many requests', 429),
  answer({path, world, complain}) {
    const names = /^\/doiRA\/(.+)$/.exec(path)?.[1]?.split(',')
    if (names !== undefined) {
      if (names.length > 50) complain(`doi.org: ${names.length} names in one request`)
      return json(
        names.map((name) => {
          const work = workOf(world, name)
          return work === undefined ? {DOI: name, status: 'DOI does not exist'} : {DOI: name, RA: work.agency}
        }),
      )
    }
    const handle = /^\/api\/handles\/(.+)$/.exec(path)?.[1]
    if (handle !== undefined) {
      if (workOf(world, handle) === undefined) return json({responseCode: 100, handle}, 404)
      return json({responseCode: 1, handle, values: [{index: 1, type: 'URL', data: {format: 'string', value: 'https://example.org/'}}]})
    }
    const work = workOf(world, path.slice(1))
    return work === undefined ? html('DOI Not Found', 404) : {status: 302, headers: {location: `https://publisher.example/${work.doi}`}}
  },
}

function record({doi, title, authors = [], year, venue, retractedBy}: StandInWork): unknown {
  return {
    DOI: doi.toLowerCase(),
    // Crossref keeps the publishers' line breaks and tags.
    title: [title.replace(' ', '\n   ')],
    author: authors.map(([given, family]) => ({given, family, sequence: 'additional', affiliation: []})),
    ...(year !== undefined && {issued: {'date-parts': [[year, 6]]}}),
    ...(venue !== undefined && {'container-title': [venue]}),
    ...(retractedBy !== undefined && {
      'updated-by': [
        {
          DOI: retractedBy,
          type: 'retraction',
          label: 'Retraction',
          source: 'retraction-watch',
          updated: {'date-time': '2010-02-06T00:00:00Z'},
        },
      ],
    }),
  }
}

export const crossref: Service = {
  hosts: ['api.crossref.org'],
  intervalMs: 1000,
  concurrency: 1,
  limited: {status: 429},
  answer({path, query, world, complain}) {
    const pool = {'x-api-pool': 'public-array', 'x-rate-limit-limit': '1', 'x-rate-limit-interval': '1s', 'x-concurrency-limit': '1'}
    const single = /^\/works\/(.+)$/.exec(path)?.[1]
    if (single !== undefined) {
      const work = workOf(world, single)
      return work?.agency === 'Crossref'
        ? json({status: 'ok', 'message-type': 'work', message: record(work)}, 200, pool)
        : text('Resource not found.', 404)
    }
    if (path !== '/works') return text('Resource not found.', 404)
    const names = (query.get('filter') ?? '').split(',').map((filter) => filter.replace(/^doi:/, ''))
    if (names.length > 50) complain(`Crossref: ${names.length} names in one request`)
    if (Number(query.get('rows')) < names.length) complain('Crossref: fewer rows than names')
    const items = names.flatMap((name) => {
      const work = workOf(world, name)
      return work?.agency === 'Crossref' ? [record(work)] : []
    })
    return json({status: 'ok', 'message-type': 'work-list', message: {'total-results': items.length, items: shuffled(items)}}, 200, pool)
  },
}
