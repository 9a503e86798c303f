/** OpenReview: notes behind its challenge of 2026, and the search, which is not. */
import {html, json, type Reply, type Request, type Service, tokens} from './service.ts'
import type {StandInNote} from './world.ts'

function noteV2({id, title, authors = [], venue, venueId}: StandInNote): unknown {
  const content = {
    title: {value: title},
    authors: {value: authors},
    ...(venue !== undefined && {venue: {value: venue}}),
    ...(venueId !== undefined && {venueid: {value: venueId}}),
  }
  return {id, forum: id, number: 1, tcdate: Date.UTC(2023, 8, 20), content, version: 2}
}

function noteV1({id, title, authors = [], venue, venueId}: StandInNote): unknown {
  return {id, forum: id, number: 1, tcdate: Date.UTC(2020, 8, 20), content: {title, authors, venue, venueid: venueId}}
}

const challenge = json(
  {
    name: 'ChallengeRequiredError',
    message: 'Challenge verification required (stand-in)',
    status: 403,
    details: {challengeUrl: 'https://openreview.net/challenge'},
  },
  403,
)

function notes({headers: {authorization}, query, host, world, complain}: Request): Reply {
  if (authorization === undefined) return challenge
  const api = host.startsWith('api2') ? 2 : 1
  const ids = (query.get('ids') ?? query.get('id') ?? '').split(',')
  if (ids.length > 100) complain(`OpenReview: ${ids.length} notes in one request`)
  const found = (world.notes ?? []).filter((note) => (note.api ?? 2) === api && ids.includes(note.id))
  return json({notes: found.map(api === 2 ? noteV2 : noteV1), count: found.length})
}

function login({body, world: {account}}: Request): Reply {
  const {id, password} = JSON.parse(body) as {id: string; password: string}
  return account !== undefined && id === account.id && password === account.password
    ? json({token: tokens.openreview, user: {id}})
    : json({name: 'UnauthorizedError', message: 'Invalid username or password', status: 400}, 400)
}

export const openreviewApi: Service = {
  hosts: ['api2.openreview.net', 'api.openreview.net'],
  intervalMs: 1200,
  concurrency: 1,
  secret: {header: 'authorization', value: `Bearer ${tokens.openreview}`},
  limited: json({name: 'RateLimitError', message: 'Too many requests', status: 429}, 429),
  answer(request) {
    if (request.path === '/notes') return notes(request)
    if (request.path === '/login' && request.method === 'POST') return login(request)
    if (request.path !== '/notes/search') return json({name: 'NotFoundError', message: 'Not found', status: 404}, 404)
    const term = request.query.get('term')?.toLowerCase() ?? ''
    if (term === '') request.complain('OpenReview: a search for nothing')
    const words = term.split(/\W+/).filter((word) => word.length > 3)
    const found = (request.world.notes ?? []).filter(
      ({title}) => words.filter((word) => title.toLowerCase().includes(word)).length >= words.length / 2,
    )
    return json({notes: found.slice(0, 10).map(noteV2), count: found.length})
  },
}

export const openreviewSite: Service = {
  hosts: ['openreview.net'],
  intervalMs: 0,
  concurrency: 4,
  limited: html('Too many requests', 429),
  answer({path, rawPath}) {
    if (path === '/challenge') return html('<title>Verifying your browser | OpenReview</title>')
    return {status: 307, headers: {location: `https://openreview.net/challenge?redirect=${encodeURIComponent(rawPath)}`}}
  },
}
