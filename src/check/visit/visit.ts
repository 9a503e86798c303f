/** One turn of a visit: ask, read the reply, and go on, try again or come to a verdict. */
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import type {Failure} from '../../core/probe.ts'
import {isAlive} from '../../core/report.ts'
import type {Feedback, HostState, Turn} from '../schedule/host.ts'
import {allowanceOf, type Headers, headerOf, isLimited, locationOf} from '../schedule/limits.ts'
import {mayPass, refusedDelayMs, retryDelayMs} from '../schedule/retry.ts'
import {hostRowOf} from '../verdict/hosts.ts'
import {isHtml, isPassing, judge, redirects} from '../verdict/judge.ts'
import {judgeFailure} from '../verdict/judge-failure.ts'
import {saysTooMany} from '../verdict/judge-page.ts'
import type {Evidence, Step} from '../verdict/judgement.ts'
import {readPage} from '../verdict/page.ts'
import {readSuspicious} from '../verdict/suspicious.ts'
import type {Answered, Failed} from '../wire/fetch.ts'
import {remapped} from '../wire/remap.ts'
import {createAlikeAsker} from './alike.ts'
import {createPageAsker, type Exchange, type PageAskerOptions} from './ask.ts'
import {createBeside} from './beside.ts'
import {isUnchanged} from './condition.ts'
import {createLines} from './evidence.ts'
import {followPage, followRedirect, startOver} from './follow.ts'
import {
  createMemory,
  type HostMemory,
  hasAnswered,
  isContradicted,
  isHonest,
  learnGood,
  learnMethod,
  learnMissing,
  learnRefused,
  mayProveHonest,
  tellsEnough,
} from './methods.ts'
import {createPatience, type Decided, fine, isHostsMatter, maxPressed, noteRests} from './patience.ts'
import {asking, isFile, type Next, pageBytes, type Settled, type Visit} from './plan.ts'
import {createRefusals} from './refusals.ts'
import {createSecondLooks, type SecondLookOptions} from './second-look.ts'
import {createSecureAsker, type SecureAskerOptions} from './secure-form.ts'

export interface Visitor {
  /** Never rejects. */
  run(visit: Visit, host: HostState<unknown>, onSent: () => void): Promise<Turn>
  /** Settles a visit whose "not found" can be believed by now, or whose port refuses all connections. @returns whether it did */
  settlesUnasked(visit: Visit): boolean
  /** Nothing else is to be asked of a host. */
  idle(host: string): void
  /** Nothing else is to be asked of any host. */
  allIdle(): void
  /** The time is up: settles what is known by now. */
  end(): void
}

export interface VisitorOptions extends PageAskerOptions, SecureAskerOptions, Omit<SecondLookOptions, 'conclude'> {
  readonly userAgent: string
  readonly acceptEncoding: string
}

/** So many failures in a row can't all be from kept connections that the host has closed. */
const wholeCrowd = 8
/** With less time left another request is not worthwhile. */
const leastBudgetMs = 50

export function createVisitor(context: VisitorOptions): Visitor {
  const {options, clock} = context
  const memories = new Map<string, HostMemory>()
  const refusals = createRefusals()
  const share = createLines()
  const common = {
    'user-agent': context.userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en-US,en;q=0.9,*;q=0.5',
    'accept-encoding': context.acceptEncoding,
  }

  const ask = createPageAsker(context, refusals, share, common)
  const askBeside = createBeside(context, share, common)
  /** Visits whose verdict is put off. */
  const waiting = new Set<Visit>()
  const settle: typeof context.settle = (visit, settled, headers) => {
    waiting.delete(visit)
    context.settle(visit, settled, headers)
  }
  const secure = createSecureAsker({...context, settle}, askBeside)
  const alike = createAlikeAsker({...context, settle}, askBeside)
  const patience = createPatience(context)

  const memoryOf = (host: string): HostMemory => getOrInsert(memories, host, createMemory)
  const conclude = (visit: Visit, settled: Settled, headers?: Headers): void => {
    if (secure.doubts(visit, memoryOf(visit.host), settled, headers)) {
      waiting.add(visit)
      context.askAgain(visit)
    } else context.settle(visit, settled, headers)
  }
  const looks = createSecondLooks({...context, conclude}, memoryOf, refusals.hasAnswered, askBeside)

  const failed = ({visit, host, memory, asked}: Exchange, {failure, reason, detail}: Failed): Decided => {
    const {method, origin, fresh} = asked
    // A port that refuses although it answered a moment ago: the server is being restarted.
    if (failure === 'refused' && refusals.hasAnswered(origin))
      return patience.restarted(visit, host, {verdict: 'error', reason, because: `${detail}, though it has answered before`})
    const feedback: Feedback = {kind: feedbackOnFailure[failure] ?? 'none'}
    const inTime = visit.budgetMs > leastBudgetMs
    if (method === 'HEAD' && mayPass(failure, reason)) {
      visit.needsBody = true
      visit.head = 'nothing'
    }
    // A kept connection may have been closed just because of its age, but hardly a crowd of them.
    const isBroken = failure === 'reset' && method === 'GET' && (fresh || host.failuresInRow >= wholeCrowd)
    const isDropped = failure === 'timeout' && inTime && method === 'GET'
    if ((isBroken || isDropped) && hasAnswered(memory) && isHostsMatter(memory, host, visit, clock.now()))
      return patience.overloaded(visit, host, judgeFailure(failure, reason, detail))
    // Our own many connections may be the cause: a problem of the host, not of the link.
    if (feedback.kind === 'strained' && host.answered > 0 && host.inFlight > 1 && visit.pressed < maxPressed) {
      visit.pressed++
      return {feedback, next: 100 + 200 * clock.random()}
    }
    // GET gets the time that is left; a host that answers for other pages is not blamed for one HEAD.
    if (method === 'HEAD' && failure === 'timeout' && inTime) return {feedback: host.answered > 0 ? none : feedback, next: 0}
    // The host may break off every HEAD: until GET has shown that, no other page should be asked by HEAD.
    if (method === 'HEAD' && failure === 'reset' && host.answered === 0 && inTime) return {feedback: none, next: 0}
    // Read as leniently as browsers read it, it may be a page all the same.
    if (reason === 'protocol' && visit.loose !== true && inTime) {
      visit.loose = true
      return {feedback, next: 0}
    }
    const mostTries = failure === 'refused' || failure === 'protocol' ? Math.min(1, options.retries) : options.retries
    // Of several servers behind one name, one may have a bad certificate.
    const isContradicted = failure === 'tls' && refusals.hasAnswered(origin)
    if ((isContradicted || mayPass(failure, reason)) && inTime && ++visit.tries <= mostTries)
      return {feedback, next: failure === 'refused' ? refusedDelayMs : retryDelayMs(visit.tries, clock.random())}
    if (!isContradicted) return {feedback, next: judgeFailure(failure, reason, detail)}
    return {feedback, next: {...judgeFailure(failure, reason, `${detail}, though it has answered before`), verdict: 'error'}}
  }

  /** Settles the link by what HEAD brought, or has it asked for by GET. */
  const afterHead = (visit: Visit, memory: HostMemory, evidence: Evidence): Next => {
    const {status, headers, row} = evidence
    if (isGood(status)) {
      learnGood(memory, 'HEAD', headers)
      if (row?.head === true || (tellsEnough(headers) && !isContradicted(memory))) return {...judge(evidence), status}
      if (isHtml(headers) && isFile(visit.url.slice(visit.origin.length))) memory.pagesAsFiles++
    } else if ((status === 404 || status === 410) && isHonest(memory, row)) {
      memory.believed++
      return {...judge(evidence), status}
    }
    learnMethod(memory, status)
    visit.needsBody = true
    visit.head = status
    if (isGood(status)) visit.foundByHead = true
    else if (status === 404 || status === 410) {
      visit.foundByHead = false
      learnMissing(memory)
    }
    if ((status !== 404 && status !== 410) || visit.steps !== undefined || !mayProveHonest(memory, context.pagesOf(visit.host))) return 0 // The GET waits for its turn like any other request.
    visit.stage = {kind: 'doubted', evidence, heardMs: clock.now()}
    return 'last'
  }

  /** Judges what GET brought, follows a page that redirects itself, and has it asked for again, or left alone, if it may just be unwell. */
  const afterGet = async (exchange: Exchange, reply: Answered, evidence: Evidence, feedback: Feedback): Promise<Decided> => {
    const {visit, host, memory} = exchange
    const {status, headers, page} = evidence
    const {head} = visit
    if (head === 'nothing' || (head !== undefined && !isGood(head))) {
      if (isGood(status)) learnRefused(memory, head)
      else if (status === head) memory.confirmed++
    }
    visit.head = undefined
    if (isGood(status)) memory.found++
    else memory.missed++
    const judgement: Settled = {...judge(evidence), status}
    if (isPassing(status)) {
      if (failsInFront(status) && judgement.verdict === 'error' && isHostsMatter(memory, host, visit, clock.now()))
        return patience.overloaded(visit, host, judgement)
      if (status === 503 && host.answered > 0 && host.inFlight > 1 && visit.pressed < maxPressed) {
        visit.pressed++
        return {feedback: {kind: 'strained'}, next: 200 + 300 * clock.random()}
      }
      memory.errorsInRow++
      const mayHelp = judgement.verdict === 'error' && visit.budgetMs > leastBudgetMs
      if (!mayHelp || ++visit.tries > options.retries) return {feedback, next: judgement}
      // The address that it redirected to may be just a notice of the outage.
      if (visit.tries === options.retries) startOver(visit)
      return {feedback, next: retryDelayMs(visit.tries, clock.random())}
    }
    memory.errorsInRow = 0
    if (!isGood(status) && !redirects.has(status)) return {feedback, next: judgement}
    learnGood(memory, 'GET', headers)
    if (!isHtml(headers)) return {feedback, next: judgement}
    const led = isAlive(judgement) || judgement.reason === 'empty-page' ? await followPage(visit, headers, page) : undefined
    if (led !== undefined) return {feedback, next: led}
    const {reader} = exchange.asked
    const seenAll = reader !== undefined && (!reply.truncated || reader.missing().size === 0)
    // A redirect's own fragment takes the place of the link's.
    const isReplaced = visit.steps?.some(({to}) => to.includes('#')) === true
    const isWhole = !isAlive(judgement) || !seenAll || isReplaced || reader.isScripted() || reader.missing().size === 0
    const next = isWhole ? judgement : {...judgement, missingFragments: reader.missing()}
    return {feedback, next, ...(page !== undefined && {page})}
  }

  const answered = async (exchange: Exchange, reply: Answered): Promise<Decided> => {
    const {visit, host, row, memory, asked} = exchange
    const {status, headers} = reply
    const allowance = allowanceOf(headers, clock.wallNow())
    // What fails in front of its pages does not show that it may be asked at this pace.
    const feedback = failsInFront(status) && allowance === undefined ? none : fine(visit, allowance)
    // A body that was announced but not sent: browsers show an error, or nothing.
    if (asked.method === 'GET' && isGood(status) && isHtml(headers) && reply.truncated && reply.body === '')
      return failed(exchange, {...reply, kind: 'failure', failure: 'reset', reason: 'no-body', detail: 'the page did not arrive'})
    if (isLimited(status, headers)) {
      visit.needsBody = true // Some hosts limit or refuse only HEAD; one that has answered it before means the number of requests.
      if (asked.method === 'HEAD' && memory.answered === 0) visit.head = 'nothing'
      return patience.limited(visit, host, reply, allowance)
    }
    const location = redirects.has(status) ? locationOf(headers) : undefined
    if (location) return {feedback, next: await followRedirect(exchange, reply, location)}
    if (asked.conditional && !isGood(status) && status < 500) {
      const {validators} = visit
      delete visit.validators
      // After any other reply to a conditional request, the page is asked for again without the condition.
      const {findings} = validators ?? {}
      const same: Settled = {verdict: 'ok', reason: 'ok', status, ...(findings !== undefined && {findings})}
      return {feedback, next: isUnchanged(status, headers, validators) ? same : 0}
    }
    const body = asked.method === 'GET' ? reply.body.slice(0, pageBytes) : undefined
    const page = body === undefined || !isHtml(headers) ? undefined : isGood(status) ? readSuspicious(body) : readPage(body)
    const evidence: Evidence = {
      status,
      headers,
      url: visit.url,
      steps: visit.steps ?? noSteps,
      ...(body !== undefined && {body, truncated: reply.truncated}),
      ...(page !== undefined && {page}),
      ...(row !== undefined && {row}),
    }
    if (asked.method === 'HEAD') return {feedback, next: afterHead(visit, memory, evidence)}
    if (hasAnswered(memory) && saysTooMany(status, page, body ?? '')) return patience.limited(visit, host, reply, allowance)
    return afterGet(exchange, reply, evidence, feedback)
  }

  const turnOf = async (visit: Visit, host: HostState<unknown>, onSent: () => void): Promise<Turn> => {
    const memory = memoryOf(visit.host)
    if (visit.stage.kind === 'pending') return visit.stage.ask(onSent)
    const row = hostRowOf(visit.host)
    const {host: name} = visit
    noteRests(visit, host, memory)
    alike.began(name)
    const {epoch} = host.pace
    const asked = await ask(visit, row, memory, onSent, () => host.pace.epoch !== epoch && host.dueMs > clock.now())
    alike.ended(name)
    if (asked === undefined) return {feedback: none, next: 0}
    const {reply} = asked
    const exchange: Exchange = {visit, host, row, memory, asked}
    const {feedback, next, page} = reply.kind === 'failure' ? failed(exchange, reply) : await answered(exchange, reply)
    if (visit.host !== name) alike.left(name, visit)
    if (typeof next !== 'object') return {feedback, next}
    if (visit.ledByHead === true && !isAlive(next) && visit.budgetMs > leastBudgetMs) {
      startOver(visit)
      return {feedback, next: 0}
    }
    // The validators of another page, at the end of a redirect, say nothing about this address.
    const headers = reply.kind === 'response' && visit.steps === undefined ? reply.headers : undefined
    const heardMs = clock.now()
    const heard = looks.hear(visit, next, {sentMs: heardMs - reply.elapsedMs, heardMs, headers})
    if (heard === 'kept') return {feedback}
    if (heard !== undefined) {
      if (heard === 'lied') context.settle(visit, next, headers)
      // A second look may have been led away from the host that has to be asked more slowly.
      return {feedback: visit.looks?.host === name ? {kind: 'limited', oneByOne: true} : feedback}
    }
    if (
      visit.isImage === true &&
      isAlive(next) &&
      reply.kind === 'response' &&
      /html/i.test(headerOf(reply.headers, 'content-type') ?? '')
    ) {
      context.settle(visit, {...next, isPage: true})
      return {feedback}
    }
    const isForSecure = secure.doubts(visit, memory, next, headers) || secure.putOff(visit, memory, next, reply)
    const when = isForSecure ? 'next' : alike.putOff(visit, next, reply, page)
    if (when !== undefined) {
      waiting.add(visit)
      return {feedback, next: when === 'last' ? when : 0}
    }
    context.settle(visit, next, headers)
    return {feedback}
  }

  return {
    settlesUnasked(visit) {
      const {stage} = visit
      if (stage.kind === 'done') return true
      if (stage.kind === 'pending') return stage.settles?.() ?? false
      const refused = refusals.none ? undefined : refusals.sureOf(remapped(visit, options).origin, clock.now())
      if (refused !== undefined) {
        conclude(visit, judgeFailure('refused', 'refused', `the same port has refused ${refused} connections by now`))
        return true
      }
      if (stage.kind !== 'doubted') return false
      visit.stage = asking
      const {evidence, heardMs} = stage
      const {status, headers, row} = evidence
      const memory = memoryOf(visit.host)
      if (!isHonest(memory, row)) return false
      memory.believed++
      const judgement: Settled = {...judge(evidence), status}
      if (looks.hear(visit, judgement, {sentMs: heardMs, heardMs, headers}) === undefined) conclude(visit, judgement, headers)
      return true
    },

    run: turnOf,
    idle: (host) => looks.review(host),
    allIdle: looks.hurry,
    end() {
      looks.end()
      for (const visit of waiting) if (visit.stage.kind === 'pending') context.settle(visit, visit.stage.settled, visit.stage.headers)
    },
  }
}

const feedbackOnFailure: Partial<Record<Failure, 'strained' | 'unreachable' | 'refused'>> = {
  reset: 'strained',
  timeout: 'unreachable',
  refused: 'refused',
}
const none: Feedback = {kind: 'none'}
const noSteps: readonly Step[] = []

/** An error of the server or its gateway, or an overload: it may be the whole host's. */
const failsInFront = (status: number): boolean => status >= 500 && isPassing(status)

const isGood = (status: number): boolean => status >= 200 && status < 300
