/** One turn of a visit: ask, read the reply, and go on, try again or come to a verdict. */
import type {CheckOptions} from '../core/options.ts'
import type {Failure} from '../core/probe.ts'
import type {Clock} from './clock.ts'
import {createCookies} from './cookies.ts'
import type {Reply, Wire} from './fetch.ts'
import {type HostRow, hostRowOf} from './hosts.ts'
import {type Evidence, isHtml, isPassing, type Judgement, judge, pageOf as readSuspicious, type Step} from './judge.ts'
import {type Allowance, allowanceOf, type Headers, headerOf, isLimited, retryAfterMs} from './limits.ts'
import {createMemory, type HostMemory, isContradicted, isHonest, learnGood, learnRefused, methodFor, tellsEnough} from './methods.ts'
import {type FragmentReader, idOf, type Page, parseRefresh, readFragments} from './page.ts'
import {isFile, pageOf, type Visit} from './plan.ts'
import {remap} from './resolve.ts'
import {maxHostWaitMs, mayPass, retryDelayMs} from './retry.ts'
import type {Feeling, HostState, Turn} from './schedule.ts'

/** What a page turned out to be, and which of the wanted fragments it lacks. */
export interface Settled extends Judgement {
  readonly status?: number
  readonly missingFragments?: ReadonlySet<string>
}

export interface Visitor {
  /** Never rejects. */
  run(visit: Visit, host: HostState<unknown>, onSent: () => void): Promise<Turn>
}

/** A verdict, or the milliseconds after which the visit goes on. */
type Next = Settled | number

interface Decided {
  readonly feeling: Feeling
  readonly next: Next
}

interface Asked {
  readonly method: string
  readonly reply: Reply
  /** Where fragments were looked for. */
  readonly reader: FragmentReader | undefined
}

export interface VisitorOptions {
  readonly options: CheckOptions
  readonly clock: Clock
  readonly userAgent: string
  readonly acceptEncoding: string
  wire(): Promise<Wire>
  /** How many pages of the host are in the list. */
  pagesOf(host: string): number
  /** The fragments, as written, that a visit has to look for. */
  fragmentsOf(visit: Visit): readonly string[]
  settle(visit: Visit, settled: Settled, headers?: Headers): void
  onRequest(visit: Visit, line: string, headers?: Headers): void
}

/** Browsers follow 20. Source: Fetch standard, "HTTP-redirect fetch". */
const maxSteps = 20
/** What the judge reads of a page. */
const pageBytes = 32 * 1024
/** What is read at most in search of a fragment. */
const fragmentPageBytes = 4 * 1024 * 1024
/** A host that ignores HEAD answers GET at once. */
const maxHeadMs = 8000
/** A page that leads on by itself after longer than this means to be read. */
const maxRefreshSeconds = 10
/** So often a link may be the victim of its host's overload. */
const maxPressed = 8
/** With less time left no further request is worth its while. */
const leastBudgetMs = 50
const mostSharedLines = 2000

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Certificates that every browser refuses; the other kinds of trouble may be this machine's. */
const refusedCertificates: ReadonlySet<string> = new Set(['tls-expired', 'tls-self-signed', 'tls-wrong-host', 'tls-revoked'])

export function createVisitor(context: VisitorOptions): Visitor {
  const {options, clock} = context
  const memories = new Map<string, HostMemory>()
  const share = createLines()
  const common = {
    'user-agent': context.userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en-US,en;q=0.9,*;q=0.5',
    'accept-encoding': context.acceptEncoding,
  }

  const memoryOf = (host: string): HostMemory => {
    let memory = memories.get(host)
    if (memory === undefined) {
      memory = createMemory()
      memories.set(host, memory)
    }
    return memory
  }

  const headersFor = (visit: Visit): Record<string, string> => {
    const own = options.hosts[visit.host]?.headers ?? options.hosts['*']?.headers
    const cookie = visit.cookies?.headerFor(visit.url)
    const authorization = visit.authorization?.origin === visit.origin ? visit.authorization.value : undefined
    if (own === undefined && cookie === undefined && authorization === undefined) return common
    return {...common, ...(authorization !== undefined && {authorization}), ...(cookie !== undefined && {cookie}), ...own}
  }

  /** Follows a redirect of the server, or of the page itself (status 200). */
  const follow = (visit: Visit, status: number, location: string): Judgement | undefined => {
    let to: URL
    try {
      to = new URL(utf8Of(location), visit.url)
    } catch {
      return {verdict: 'error', reason: 'bad-location', because: 'it leads to something that is no URL'}
    }
    if (to.protocol !== 'http:' && to.protocol !== 'https:') {
      return {verdict: 'error', reason: 'bad-location', because: `it leads to \`${to.protocol}\``}
    }
    const page = pageOf(to)
    const steps = (visit.steps ??= [])
    // The same address again is no loop where a cookie makes the difference.
    const again = (page === visit.url || steps.some((step) => step.from === page)) && visit.cookies?.headerFor(page) === undefined
    steps.push({status, from: visit.url, to: page + (status === 200 ? '' : to.hash)})
    if (again || steps.length > maxSteps)
      return {
        verdict: 'dead',
        reason: 'redirect-loop',
        because: again ? 'it leads back to itself' : `it leads on more than ${maxSteps} times`,
      }
    visit.url = page
    visit.origin = to.origin
    visit.host = to.hostname
    return undefined
  }

  const failed = (
    visit: Visit,
    host: HostState<unknown>,
    method: string,
    {failure, reason, detail}: Reply & {kind: 'failure'},
  ): Decided => {
    const feeling: Feeling = {kind: failure === 'reset' ? 'strained' : failure === 'timeout' ? 'unreachable' : 'none'}
    const inTime = visit.budgetMs > leastBudgetMs
    if (method === 'HEAD' && mayPass(failure, reason)) visit.needsBody = true
    // A crowd of our own may be what broke it: that is the host's matter, not the link's.
    if (feeling.kind === 'strained' && host.answered > 0 && host.inFlight > 1 && visit.pressed < maxPressed) {
      visit.pressed++
      return {feeling, next: 100 + 200 * clock.random()}
    }
    if (method === 'HEAD' && failure === 'timeout' && inTime) return {feeling, next: 0}
    const mostTries = failure === 'refused' ? Math.min(1, options.retries) : options.retries
    if (mayPass(failure, reason) && inTime && ++visit.tries <= mostTries) return {feeling, next: retryDelayMs(visit.tries, clock.random())}
    return {feeling, next: judgeFailure(failure, reason, detail)}
  }

  /** The host asked for peace. */
  const limited = (visit: Visit, host: HostState<unknown>, status: number, headers: Headers, allowance: Allowance | undefined): Decided => {
    const renewedMs = status === 403 || allowance?.remaining === 0 ? allowance?.resetMs : undefined
    const waitMs = retryAfterMs(headers, clock.wallNow()) ?? renewedMs
    const feeling: Feeling = {kind: 'limited', ...(waitMs !== undefined && {waitMs}), ...(allowance !== undefined && {allowance})}
    visit.pressed++
    if (waitMs !== undefined && waitMs > maxHostWaitMs) {
      return {
        feeling,
        next: {verdict: 'blocked', reason: 'rate-limited', status, because: `it asks to come back in ${Math.round(waitMs / 1000)} s`},
      }
    }
    const hopeless = visit.pressed > options.retries && host.pace.successesSince === 0
    if (hopeless || visit.pressed > maxPressed) return {feeling, next: {verdict: 'blocked', reason: 'rate-limited', status}}
    return {feeling, next: 0}
  }

  const redirected = async (visit: Visit, status: number, headers: Headers, body: string): Promise<Next> => {
    const location = headerOf(headers, 'location')?.trim()
    if (!location) return {...judge({status, headers, url: visit.url, steps: visit.steps ?? [], body}), status}
    await keepCookies(visit, headers)
    const judgement = follow(visit, status, location)
    return judgement === undefined ? 0 : {...judgement, status}
  }

  /** What HEAD brought settles the link, or GET has to be asked. */
  const afterHead = (visit: Visit, memory: HostMemory, evidence: Evidence): Next => {
    const {status, headers, row} = evidence
    if (isGood(status)) {
      learnGood(memory, 'HEAD', headers)
      if (row?.head === true || (tellsEnough(headers) && !isContradicted(memory))) return {...judge(evidence), status}
    } else if ((status === 404 || status === 410) && isHonest(memory, row)) return {...judge(evidence), status}
    visit.needsBody = true
    visit.headStatus = status
    return 0 // The GET waits for its turn like any other request.
  }

  /** A page that leads on by itself: by a `Refresh` header, `<meta http-equiv=refresh>`, or by a script where there is nothing else. */
  const leadsOn = async (visit: Visit, headers: Headers, page: Page | undefined): Promise<boolean> => {
    const told = parseRefresh(headerOf(headers, 'refresh') ?? '')
    const leads =
      told !== undefined && told.seconds <= maxRefreshSeconds
        ? told.to
        : page?.refresh !== undefined && page.refresh.seconds <= maxRefreshSeconds
          ? page.refresh.to
          : page?.scriptTo
    if (leads === undefined) return false
    const to = parse(leads, visit.url)
    // A page that only reloads itself is the page.
    if (to === undefined || pageOf(to) === visit.url) return false
    await keepCookies(visit, headers)
    if (follow(visit, 200, leads) !== undefined) return false
    visit.needsBody = visit.hasFragment
    return true
  }

  const ask = async (visit: Visit, row: HostRow | undefined, memory: HostMemory, onSent: () => void): Promise<Asked> => {
    const remapped = remap(visit.url, options)
    const target = remapped === visit.url ? undefined : new URL(remapped)
    const origin = target?.origin ?? visit.origin
    const path = target === undefined ? visit.url.slice(visit.origin.length) : target.pathname + target.search
    const method = visit.needsBody ? 'GET' : methodFor(memory, row, isFile(path), context.pagesOf(visit.host))
    const fragments = visit.hasFragment && row?.scriptFragments !== true ? context.fragmentsOf(visit) : []
    let reader: FragmentReader | undefined
    const wire = await context.wire()
    const reply = await wire.send({
      method,
      origin,
      path,
      headers: headersFor(visit),
      timeoutMs: method === 'HEAD' ? Math.min(visit.budgetMs / 2, maxHeadMs) : visit.budgetMs,
      onSent,
      wanted(status, headers) {
        if (!isHtml(headers) || redirects.has(status)) return 0
        if (status !== 200 || fragments.length === 0) return pageBytes
        reader = readFragments(fragments.map(idOf))
        return fragmentPageBytes
      },
      onChunk: (chunk) => reader?.push(chunk) ?? false,
    })
    visit.requests++
    visit.budgetMs -= reply.elapsedMs
    visit.durationMs += reply.elapsedMs
    note(context, share, visit, method, reply)
    // The host closed a connection that it had offered to keep: the next request gets a new one.
    if (reply.kind === 'failure' && reply.failure === 'reset') wire.release(origin)
    return {method, reply, reader}
  }

  const answered = async (visit: Visit, host: HostState<unknown>, asked: Asked, reply: Reply & {kind: 'response'}): Promise<Decided> => {
    const {status, headers} = reply
    const row = hostRowOf(visit.host)
    const memory = memoryOf(visit.host)
    const allowance = allowanceOf(headers, clock.wallNow())
    const feeling: Feeling = allowance === undefined ? fine : {kind: 'fine', allowance}
    if (isLimited(status, headers)) return limited(visit, host, status, headers, allowance)
    if (redirects.has(status)) return {feeling, next: await redirected(visit, status, headers, reply.body)}
    const body = asked.method === 'GET' ? reply.body.slice(0, pageBytes) : undefined
    const page = body !== undefined && isHtml(headers) ? readSuspicious(body) : undefined
    const evidence: Evidence = {
      status,
      headers,
      url: visit.url,
      steps: visit.steps ?? none,
      ...(body !== undefined && {body, truncated: reply.truncated}),
      ...(page !== undefined && {page}),
      ...(row !== undefined && {row}),
    }
    if (asked.method === 'HEAD') return {feeling, next: afterHead(visit, memory, evidence)}

    if (visit.headStatus !== undefined && !isGood(visit.headStatus)) {
      if (isGood(status)) learnRefused(memory, visit.headStatus)
      else if (status === visit.headStatus) memory.confirmed++
    }
    delete visit.headStatus
    if (isGood(status)) memory.found++
    else memory.missed++
    const judgement: Settled = {...judge(evidence), status}
    if (isPassing(status)) {
      if (status === 503 && host.answered > 0 && host.inFlight > 1 && visit.pressed < maxPressed) {
        visit.pressed++
        return {feeling: {kind: 'strained'}, next: 200 + 300 * clock.random()}
      }
      const again = judgement.verdict === 'error' && visit.budgetMs > leastBudgetMs && ++visit.tries <= options.retries
      return {feeling, next: again ? retryDelayMs(visit.tries, clock.random()) : judgement}
    }
    if (!isGood(status)) return {feeling, next: judgement}
    learnGood(memory, 'GET', headers)
    if (!isHtml(headers)) return {feeling, next: judgement}
    const alive = judgement.verdict === 'ok' || judgement.verdict === 'moved'
    if (alive && (await leadsOn(visit, headers, page))) return {feeling, next: 0}
    const {reader} = asked
    const seenAll = reader !== undefined && (!reply.truncated || reader.missing().size === 0)
    if (!seenAll || reader.isShell() || reader.missing().size === 0) return {feeling, next: judgement}
    return {feeling, next: {...judgement, missingFragments: reader.missing()}}
  }

  return {
    async run(visit, host, onSent) {
      const memory = memoryOf(visit.host)
      const asked = await ask(visit, hostRowOf(visit.host), memory, onSent)
      const {reply, method} = asked
      if (reply.kind === 'failure' || !isGood(reply.status)) memory.sampling = false
      const {feeling, next} = reply.kind === 'failure' ? failed(visit, host, method, reply) : await answered(visit, host, asked, reply)
      if (typeof next === 'number') return {feeling, againMs: next}
      context.settle(visit, next, reply.kind === 'response' ? reply.headers : undefined)
      return {feeling}
    },
  }
}

const fine: Feeling = {kind: 'fine'}
const none: readonly Step[] = []

const isGood = (status: number): boolean => status >= 200 && status < 300

async function keepCookies(visit: Visit, headers: Headers): Promise<void> {
  const values = headers['set-cookie']
  if (values === undefined) return
  visit.cookies ??= await createCookies()
  visit.cookies.take(typeof values === 'string' ? [values] : values, visit.url)
}

function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}

function judgeFailure(failure: Failure, reason: string, detail: string): Judgement {
  switch (failure) {
    case 'dns':
      return {verdict: reason === 'dns' ? 'dead' : 'error', reason, because: detail}
    case 'refused':
      return {verdict: 'dead', reason: 'refused', because: detail}
    case 'tls':
      return {verdict: refusedCertificates.has(reason) ? 'dead' : 'error', reason, findings: ['insecure'], because: detail}
    case 'redirect-loop':
    case 'invalid-url':
      return {verdict: 'dead', reason: failure, because: detail}
    case 'private-address':
      return {verdict: 'skipped', reason: failure, because: detail}
    case 'reset':
    case 'timeout':
    case 'protocol':
    case 'offline':
    case 'aborted':
      return {verdict: 'error', reason, because: detail}
    default:
      return failure satisfies never
  }
}

/** Keeps equal lines of evidence once: most links are settled by the same few words. */
function createLines(): (line: string) => string {
  const lines = new Map<string, string>()
  return (line) => {
    const known = lines.get(line)
    if (known !== undefined) return known
    if (lines.size < mostSharedLines) lines.set(line, line)
    return line
  }
}

/** A line of evidence: what was asked and what came back. The link's own address goes without saying. */
function note(context: VisitorOptions, share: (line: string) => string, visit: Visit, method: string, reply: Reply): void {
  const tookMs = Math.round(reply.elapsedMs)
  const what = visit.steps === undefined ? method : `${method} ${visit.url}`
  if (reply.kind === 'failure') {
    context.onRequest(visit, `${what}: ${reply.reason} after ${tookMs} ms (${reply.detail})`)
    return
  }
  const location = redirects.has(reply.status) ? headerOf(reply.headers, 'location') : undefined
  const leads = location === undefined ? '' : `, leads to ${location.slice(0, 500)}`
  const line = `${what}: ${reply.status} after ${tookMs} ms${leads}`
  context.onRequest(visit, visit.steps === undefined && location === undefined ? share(line) : line, reply.headers)
}

/** Header bytes come as Latin-1; browsers read a `Location` as UTF-8 where it is. */
function utf8Of(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text
  const read = Buffer.from(text, 'latin1').toString('utf8')
  return read.includes('\ufffd') ? text : read
}
