/** What archives answer, and which answers count as a copy. */
import {expect, test} from 'vitest'
import {softwareHeritage, waybackBatch, waybackSingle} from '../../src/resolvers/archive.ts'
import {outcome} from './said.ts'

const page = {url: 'http://a.example/x'}
const closest = (more: object = {}): object => ({
  status: '200',
  available: true,
  url: 'http://web.archive.org/web/20210601120000/http://a.example/x',
  timestamp: '20210601120000',
  ...more,
})
const copy = '2021-06-01 https://web.archive.org/web/20210601120000/http://a.example/x'

test.for([
  ['a copy', 200, {archived_snapshots: {closest: closest()}}, copy],
  ['a status as a number', 200, {archived_snapshots: {closest: closest({status: 200})}}, copy],
  ['a copy of a 404', 200, {archived_snapshots: {closest: closest({status: '404'})}}, undefined],
  ['a copy of a redirect', 200, {archived_snapshots: {closest: closest({status: '302'})}}, undefined],
  ['one that may not be shown', 200, {archived_snapshots: {closest: closest({available: false})}}, undefined],
  ['somebody else’s address', 200, {archived_snapshots: {closest: closest({url: 'https://evil.example/web/2021/x'})}}, undefined],
  ['none', 200, {archived_snapshots: {}}, undefined],
  ['none, as a list', 200, {archived_snapshots: []}, undefined],
  ['null', 200, {archived_snapshots: {closest: null}}, undefined],
  ['no time', 200, {archived_snapshots: {closest: closest({timestamp: null})}}, undefined],
  ['a limit', 429, '<html>429 Too Many Requests</html>', undefined],
  ['a site that does not want to be shown', 403, 'Blocked Site Error', undefined],
  ['an outage', 503, '<html>503</html>', undefined],
  ['a page', 200, '<html>Internet Archive: Temporarily Offline</html>', undefined],
] as const)('Wayback: %s', ([, status, body, expected]) => {
  const said = (answer: unknown): string | undefined =>
    answer instanceof Map && answer.has(page) ? `${answer.get(page).date} ${answer.get(page).url}` : undefined
  expect(said(waybackSingle.read([page], outcome(status, body)))).toBe(expected)
  const batch =
    typeof body === 'string' ? body : {results: [null, {tag: '', ...body}, {tag: '7', ...body}, {tag: '0', url: page.url, ...body}]}
  expect(said(waybackBatch.read([page], outcome(status, batch)))).toBe(expected)
})

const origin = 'https://github.com/o/r'
const visit = {origin, visit: 3, date: '2021-09-02T12:00:00Z', status: 'full', snapshot: 'a'.repeat(40), type: 'git'}
test.for([
  ['a visit', 200, visit, true],
  ['half a visit', 200, {...visit, status: 'partial'}, true],
  ['a visit in vain', 200, {...visit, status: 'not_found', snapshot: null}, false],
  ['a visit that failed', 200, {...visit, status: 'failed', snapshot: null}, false],
  ['no date', 200, {...visit, date: null}, false],
  ['a date that is none', 200, {...visit, date: 'yesterday'}, false],
  ['a list', 200, [visit], false],
  ['nothing known', 404, {exception: 'NotFoundExc', reason: 'Origin with url … not found!'}, false],
  ['a limit', 429, {exception: 'Throttled'}, false],
  ['a page', 200, '<html>maintenance</html>', false],
] as const)('Software Heritage: %s', ([, status, body, expected]) => {
  const answer = softwareHeritage.read([origin], outcome(status, body))
  expect(answer !== 'split' && answer.has(origin)).toBe(expected)
})
