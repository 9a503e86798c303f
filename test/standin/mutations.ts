/** Replies against all promises: values of a true reply's body dropped, emptied, swapped, of another type; the body cut off, or another page instead. */
import fc from 'fast-check'

const strange: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  2020.5,
  true,
  [],
  {},
  [null],
  'x',
  '\u0000',
  '\ud800',
  1e308,
  [[[]]],
  {value: {value: null}},
]

/** A JSON value with one of its values replaced. */
function withChange(value: unknown, choices: readonly number[]): unknown {
  const [choice = 0, ...rest] = choices
  if (typeof value !== 'object' || value === null || rest.length === 0) return strange[choice % strange.length]
  const keys = Object.keys(value)
  if (keys.length === 0) return strange[choice % strange.length]
  const key = keys[choice % keys.length] ?? ''
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : {...value}
  const inner = (value as Record<string, unknown>)[key]
  if (rest[0] === 0) Reflect.deleteProperty(copy, key)
  else Reflect.set(copy, key, withChange(inner, rest))
  return Array.isArray(copy) ? copy.filter(() => true) : copy
}

/** A JSON value with one of its values wrapped, unwrapped or turned into text, or with two of them swapped. */
function withSwap(value: unknown, choices: readonly number[]): unknown {
  const [choice = 0, other = 1, ...rest] = choices
  if (Array.isArray(value) && value.length === 0) return value
  if (typeof value !== 'object' || value === null) {
    const others: readonly unknown[] = [[value], {value}, String(value), Number(value), value === null ? [] : null]
    return others[choice % others.length]
  }
  const keys = Object.keys(value)
  const [key = '', second = ''] = [keys[choice % keys.length], keys[other % keys.length]]
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : {...value}
  const [one, two] = [(value as Record<string, unknown>)[key], (value as Record<string, unknown>)[second]]
  if (key === second || rest.length === 0) Reflect.set(copy, key, withSwap(one, rest.length === 0 ? [other] : rest))
  else {
    Reflect.set(copy, key, two)
    Reflect.set(copy, second, one)
  }
  return copy
}

function withCut(text: string, from: number, length: number): string {
  const at = text.length === 0 ? 0 : from % text.length
  return text.slice(0, at) + text.slice(at + length)
}

const pagesInstead = [
  '',
  '<!DOCTYPE html><title>Just a moment...</title>',
  '<!DOCTYPE html><title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge"></script>',
  '<title>404 Not Found</title>',
  'Not Found',
  'Resource not found.',
  'Rate exceeded.',
  '{"message":"Not Found"',
  '{}',
  '[]',
  'null',
  '{"data":null,"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}',
  '{"data":{},"errors":[{"message":"Something went wrong while executing your query."}]}',
  '{"errors":[{"status":"404","title":"The resource you are looking for doesn\'t exist."}]}',
  '{"name":"ChallengeRequiredError","status":403}',
  '{"message":"Too Many Requests","code":"429"}',
  '{"message":"You are being rate limited.","retry_after":64.57,"global":false}',
  '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
  '<feed><opensearch:totalResults>0</opensearch:totalResults></feed>',
]

/** What is done to a body. */
export type Change =
  | {readonly kind: 'json' | 'swap'; readonly choices: number[]}
  | {readonly kind: 'cut'; readonly from: number; readonly length: number}
  | {readonly kind: 'instead'; readonly index: number}
  | {readonly kind: 'prefix'; readonly text: string}

const changed: fc.Arbitrary<Change> = fc.oneof(
  fc.record({kind: fc.constant('json' as const), choices: fc.array(fc.nat(12), {minLength: 1, maxLength: 8})}),
  fc.record({kind: fc.constant('swap' as const), choices: fc.array(fc.nat(12), {minLength: 1, maxLength: 8})}),
  fc.record({kind: fc.constant('cut' as const), from: fc.nat(20_000), length: fc.nat(300)}),
  fc.record({kind: fc.constant('instead' as const), index: fc.nat(pagesInstead.length - 1)}),
  fc.record({kind: fc.constant('prefix' as const), text: fc.constantFrom('\ufeff', ")]}',\n", '<!-- -->', '\n\n')}),
)

export function bodyWith(body: string, change: Change): string {
  switch (change.kind) {
    case 'json':
      try {
        return JSON.stringify(withChange(JSON.parse(body), change.choices)) ?? ''
      } catch {
        return withCut(body, (change.choices[0] ?? 0) * 97, 40)
      }
    case 'swap':
      try {
        return JSON.stringify(withSwap(JSON.parse(body), change.choices)) ?? ''
      } catch {
        return body
      }
    case 'cut':
      return withCut(body, change.from, change.length)
    case 'instead':
      return pagesInstead[change.index] ?? ''
    default:
      return change.text + body
  }
}

/** Refusals, limits and outages: none of them says that something is not there. */
const statuses = [200, 200, 200, 202, 204, 400, 401, 403, 405, 408, 413, 414, 418, 429, 451, 500, 502, 503, 504, 520, 999]

export const reply: fc.Arbitrary<{changes: Change[]; status: number; truncated: boolean}> = fc.record({
  changes: fc.array(changed, {maxLength: 3}),
  status: fc.constantFrom(...statuses),
  truncated: fc.constantFrom(false, false, true),
})

/** "Not found" from a gateway in front of the service, which does not know its addresses. */
export const gatewaysNotFound: readonly string[] = [
  '<html><head><title>404 Not Found</title></head><body><hr><center>nginx</center></body></html>',
  '<!DOCTYPE html><title>404</title><p>arxiv.org, github.com, doi.org: no such page</p>',
  'default backend - 404',
  '404 page not found',
  'no healthy upstream',
  'The requested resource could not be found.',
  '{"message":"no Route matched with those values"}',
  '{"detail":"Not Found"}',
  '{"error":"not_found"}',
  '{"code":404,"message":"HTTP 404 Not Found"}',
  '{"timestamp":"2026-11-28T12:00:00Z","status":404,"error":"Not Found","path":"/x"}',
  '{"fault":{"faultstring":"Unable to identify proxy for host"}}',
  '[]',
  'null',
]
