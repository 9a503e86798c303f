/** One turn of a visit: ask, read the reply, and go on, try again or come to a verdict. */
import type {CheckOptions} from '../core/options.ts'
import type {Failure} from '../core/probe.ts'
import type {Clock} from './clock.ts'
import {createCookies} from './cookies.ts'
import type {Reply, Wire} from './fetch.ts'
import {hostRowOf} from './hosts.ts'
import {isHtml, isPassing, type Judgement, judge, pageOf as readSuspicious} from './judge.ts'
import {allowanceOf, type Headers, headerOf, isLimited, retryAfterMs} from './limits.ts'
import {createMemory, type HostMemory, isHonest, learnGood, learnRefused, methodFor, tellsEnough} from './methods.ts'
import {type FragmentReader, idOf, readFragments} from './page.ts'
import {isFile, pageOf, type Visit} from './plan.ts'
import {maxHostWaitMs, mayPass, retryDelayMs} from './retry.ts'
import type {Feeling, HostState} from './schedule.ts'

/** What a page turned out to be, and which of the wanted fragments it lacks. */
export interface Settled extends Judgement {
  readonly status?: number
  readonly missingFragments?: ReadonlySet<string>
}

export interface Visitor {
  /** Never rejects. */
  run(visit: Visit, host: HostState<Visit>): Promise<Feeling>
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
  add(visit: Visit): void
  addLater(visit: Visit, delayMs: number): void
  settle(visit: Visit, settled: Settled): void
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

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Certificates that every browser refuses; the other kinds of trouble may be this machine's. */
const refusedCertificates: ReadonlySet<string> = new Set(['tls-expired', 'tls-self-signed', 'tls-wrong-host', 'tls-revoked'])

export function createVisitor(context: VisitorOptions): Visitor {
  const {options, clock} = context
  const memories = new Map<string, HostMemory>()
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
      to = new URL(location, visit.url)
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

  /** @returns the verdict on a failed request, or undefined where it is tried again */
  const onFailure = (visit: Visit, reply: Reply & {readonly kind: 'failure'}, method: string): Judgement | undefined => {
    const {failure, reason, detail} = reply
    if (method === 'HEAD' && (failure === 'timeout' || failure === 'reset' || failure === 'protocol') && visit.budgetMs > 50) {
      visit.needsBody = true
      if (failure !== 'timeout' && ++visit.tries <= options.retries) context.addLater(visit, retryDelayMs(1, clock.random()) / 4)
      else context.add(visit)
      return undefined
    }
    const mostTries = failure === 'refused' ? Math.min(1, options.retries) : options.retries
    if (mayPass(failure, reason) && visit.budgetMs > 50 && ++visit.tries <= mostTries) {
      context.addLater(visit, retryDelayMs(visit.tries, clock.random()))
      return undefined
    }
    return judgeFailure(failure, reason, detail)
  }

  /** The host asked for peace. @returns the verdict where it isn't worth waiting for */
  const onLimited = (visit: Visit, host: HostState<Visit>, waitMs: number | undefined): Judgement | undefined => {
    visit.pressed++
    if (waitMs !== undefined && waitMs > maxHostWaitMs) {
      return {verdict: 'blocked', reason: 'rate-limited', because: `it asks to come back in ${Math.round(waitMs / 1000)} s`}
    }
    const hopeless = visit.pressed > options.retries && host.pace.successesSince === 0
    if (hopeless || visit.pressed > maxPressed) return {verdict: 'blocked', reason: 'rate-limited'}
    context.add(visit)
    return undefined
  }

  const run = async (visit: Visit, host: HostState<Visit>): Promise<Feeling> => {
    const row = hostRowOf(visit.host)
    const memory = memoryOf(visit.host)
    const remapped = remap(visit.url, options)
    const target = remapped === visit.url ? undefined : parse(remapped)
    if (remapped !== visit.url && target === undefined) {
      context.settle(visit, {verdict: 'error', reason: 'bad-remap', because: `--remap makes \`${remapped}\` of it, which is no URL`})
      return {kind: 'none'}
    }
    const origin = target?.origin ?? visit.origin
    const path = target === undefined ? visit.url.slice(visit.origin.length) : target.pathname + target.search
    const method = visit.needsBody ? 'GET' : methodFor(memory, row, isFile(path), context.pagesOf(visit.host))
    const fragments = visit.hasFragment ? context.fragmentsOf(visit) : []
    let reader: FragmentReader | undefined
    const wire = await context.wire()
    const reply = await wire.send({
      method,
      origin,
      path,
      headers: headersFor(visit),
      timeoutMs: method === 'HEAD' ? Math.min(visit.budgetMs / 2, maxHeadMs) : visit.budgetMs,
      wanted(status, headers) {
        if (!isHtml(headers)) return 0
        if (status === 200 && fragments.length > 0 && row?.scriptFragments !== true) {
          reader = readFragments(fragments.map(idOf))
          return fragmentPageBytes
        }
        return redirects.has(status) ? 0 : pageBytes
      },
      onChunk: (chunk) => reader?.push(chunk) ?? false,
    })
    visit.requests++
    visit.budgetMs -= reply.elapsedMs
    visit.durationMs += reply.elapsedMs

    if (reply.kind === 'failure') {
      memory.sampling = false
      note(context, visit, method, reply)
      // A crowd of our own may be what broke it, or a connection that the host had meant to close.
      const crowded = reply.failure === 'reset' && host.answered > 0
      if (crowded) wire.release(origin)
      if (crowded && host.inFlight > 1 && visit.pressed < maxPressed) {
        visit.pressed++
        if (method === 'HEAD') visit.needsBody = true
        context.addLater(visit, 100 + 200 * clock.random())
        return {kind: 'strained'}
      }
      const judgement = onFailure(visit, reply, method)
      if (judgement !== undefined) context.settle(visit, judgement)
      if (reply.failure === 'reset') return {kind: 'strained'}
      return {kind: reply.failure === 'timeout' ? 'unreachable' : 'none'}
    }

    const {status, headers} = reply
    note(context, visit, method, reply)
    const wallNowMs = clock.wallNow()
    const allowance = allowanceOf(headers, wallNowMs)
    const fine: Feeling = {kind: 'fine', ...(allowance !== undefined && {allowance})}
    const finish = (judgement: Judgement, missing?: ReadonlySet<string>): Feeling => {
      context.settle(visit, {...judgement, status, ...(missing !== undefined && missing.size > 0 && {missingFragments: missing})})
      return fine
    }

    if (isLimited(status, headers)) {
      memory.sampling = false
      const told = retryAfterMs(headers, wallNowMs) ?? (status === 403 || allowance?.remaining === 0 ? allowance?.resetMs : undefined)
      const judgement = onLimited(visit, host, told)
      if (judgement !== undefined) finish(judgement)
      return {kind: 'limited', ...(told !== undefined && {waitMs: told}), ...(allowance !== undefined && {allowance})}
    }

    if (redirects.has(status)) {
      memory.sampling = false
      const location = headerOf(headers, 'location')
      if (location === undefined) return finish(judge({status, headers, url: visit.url, steps: visit.steps ?? [], body: reply.body}))
      await keepCookies(visit, headers)
      const judgement = follow(visit, status, location)
      if (judgement !== undefined) return finish(judgement)
      context.add(visit)
      return fine
    }

    const evidence = {
      status,
      headers,
      url: visit.url,
      steps: visit.steps ?? [],
      ...(method === 'GET' && {body: reply.body.slice(0, pageBytes), truncated: reply.truncated}),
      ...(row !== undefined && {row}),
    }
    const good = status >= 200 && status < 300
    if (method === 'HEAD') {
      if (good) {
        learnGood(memory, method, headers)
        if (row?.head === true || tellsEnough(headers)) return finish(judge(evidence))
      } else if ((status === 404 || status === 410) && isHonest(memory, row)) return finish(judge(evidence))
      visit.needsBody = true
      visit.headStatus = status
      context.add(visit) // The GET waits for its turn like any other request.
      return fine
    }

    const {headStatus} = visit
    delete visit.headStatus
    if (headStatus !== undefined && headStatus >= 300) {
      if (good) learnRefused(memory)
      else if (status === headStatus) memory.confirmed++
    }
    if (good) learnGood(memory, method, headers)
    else memory.sampling = false

    if (isPassing(status)) {
      if (status === 503 && host.answered > 0 && host.inFlight > 1 && visit.pressed < maxPressed) {
        visit.pressed++
        context.addLater(visit, 200 + 300 * clock.random())
        return {kind: 'strained'}
      }
      const judgement = judge(evidence)
      if (judgement.verdict === 'error' && visit.budgetMs > 50 && ++visit.tries <= options.retries) {
        context.addLater(visit, retryDelayMs(visit.tries, clock.random()))
        return fine
      }
      return finish(judgement)
    }

    if (good && isHtml(headers)) {
      const page = readSuspicious(evidence.body ?? '')
      const leads = page?.refresh !== undefined && page.refresh.seconds <= maxRefreshSeconds ? page.refresh.to : page?.scriptTo
      const judged = judge(evidence)
      if (leads !== undefined && (judged.verdict === 'ok' || judged.verdict === 'moved')) {
        await keepCookies(visit, headers)
        // A page that reloads itself, or leads on to no page, is itself the page.
        if (new URL(leads, visit.url).href.split('#')[0] !== visit.url && follow(visit, 200, leads) === undefined) {
          visit.needsBody = visit.hasFragment
          context.add(visit)
          return fine
        }
      }
      const complete = reader !== undefined && (!reply.truncated || reader.missing().size === 0)
      return finish(judged, complete && reader !== undefined && !reader.isShell() ? reader.missing() : undefined)
    }
    return finish(judge(evidence))
  }

  return {run}
}

async function keepCookies(visit: Visit, headers: Headers): Promise<void> {
  const values = headers['set-cookie']
  if (values === undefined) return
  visit.cookies ??= await createCookies()
  visit.cookies.take(typeof values === 'string' ? [values] : values, visit.url)
}

/** Rewrites a URL as `--remap` says; every rule in turn. */
function remap(url: string, options: CheckOptions): string {
  let result = url
  for (const {pattern, replacement} of options.remap) result = result.replace(pattern, replacement)
  return result
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url)
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

/** A line of evidence: what was asked and what came back. */
function note(context: VisitorOptions, visit: Visit, method: string, reply: Reply): void {
  const tookMs = Math.round(reply.elapsedMs)
  if (reply.kind === 'failure') {
    context.onRequest(visit, `${method} ${visit.url}: ${reply.reason} after ${tookMs} ms (${reply.detail})`)
    return
  }
  const location = redirects.has(reply.status) ? headerOf(reply.headers, 'location') : undefined
  const leads = location === undefined ? '' : `, leads to ${location.slice(0, 500)}`
  context.onRequest(visit, `${method} ${visit.url}: ${reply.status} after ${tookMs} ms${leads}`, reply.headers)
}
