/** Host names → addresses. A name is looked up once at a time; "no such name" takes two lookups, and other names that resolve. */
import {lookup, Resolver} from 'node:dns/promises'
import {type Clock, sleep} from '../schedule/clock.ts'
import {isLocalName} from './address.ts'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Looks a name up, or fails with an error that has a `code`, as `dns.lookup` does. */
export type Lookup = (hostname: string) => Promise<readonly Address[]>

/** `unknown`: the name does not exist. `elsewhere`: it does in another name system. `temporary`: nobody could say. `offline`: no name resolves. */
export type NameFailure = 'unknown' | 'elsewhere' | 'temporary' | 'offline'

export type NameAnswer =
  | {readonly kind: 'addresses'; readonly addresses: readonly Address[]}
  | {readonly kind: 'failure'; readonly failure: NameFailure; readonly detail: string}

export interface Names {
  /** Never rejects. */
  resolve(hostname: string): Promise<NameAnswer>
  readonly offline: boolean
}

/** Names that stay up when a list's own hosts do not: asked only when a name failed and none has resolved yet. */
const controls = ['github.com', 'doi.org', 'arxiv.org']

/** How long a machine may take to resolve its first name before it counts as offline; the promise to users is 5 s. */
const offlineAfterMs = 4000
/** A name server's hiccup is over by then. */
const secondAskMs = 400
/** No later try corrects "no such name", so the second lookup waits for longer than a zone takes to load. */
const goneAskMs = 1500
/** A name that exists stays known for the run; a failure may pass. */
const failureLifetimeMs = 2000

/** Where this machine's own names lead, as in browsers: name servers need not know them. */
const thisMachine: NameAnswer = {
  kind: 'addresses',
  addresses: [
    {address: '127.0.0.1', family: 4},
    {address: '::1', family: 6},
  ],
}

/** Reserved never to exist in the public DNS; a hosts file may know such a name. Source: RFC 6761 section 6. */
const isReserved = (hostname: string): boolean => /(?:^|\.)(?:invalid|test|example)\.?$/.test(hostname) || isElsewhere(hostname)

/** Names that the DNS will never know, but some browsers do. Sources: RFC 7686, RFC 9476. */
const isElsewhere = (hostname: string): boolean => /\.(?:onion|alt)\.?$/.test(hostname)

const isUnknown = (code: string): boolean => code === 'ENOTFOUND' || code === 'ENODATA'

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code
  return 'UNKNOWN'
}

interface KnownName {
  readonly answer: Promise<NameAnswer>
  failedAt?: number
  /** The answer was `temporary`. */
  wasTemporary?: boolean
}

/** @param hostsOfList further names to ask before the machine is called offline */
export function createNames(lookup: Lookup, clock: Clock, hostsOfList: () => Iterable<string>): Names {
  const answers = new Map<string, KnownName>()
  let online = false
  let offline = false
  let verdict: Promise<boolean> | undefined
  let watched: Promise<NameAnswer> | undefined

  const ask = async (hostname: string): Promise<readonly Address[] | string> => {
    try {
      const addresses = await lookup(hostname)
      if (addresses.length === 0) return 'ENODATA'
      online = true
      offline = false
      return addresses
    } catch (error) {
      return codeOf(error)
    }
  }

  /** Asks all of the names at once; true as soon as one resolves. */
  const anyResolves = (names: ReadonlySet<string>): Promise<boolean> =>
    new Promise((resolve) => {
      let open = names.size
      if (open === 0) resolve(online)
      for (const name of names) {
        void ask(name).then(() => {
          open--
          if (online || open === 0) resolve(online)
        })
      }
    })

  /** Whether any other name resolves. Asked twice, as a resolver that is restarting says no for a moment. */
  const othersResolve = (failed: string): Promise<boolean> => {
    if (online) return Promise.resolve(true)
    verdict ??= (async () => {
      const names = new Set(controls)
      for (const hostname of hostsOfList()) {
        if (names.size >= 8) break
        if (!isReserved(hostname)) names.add(hostname)
      }
      names.delete(failed)
      if (await anyResolves(names)) return true
      await sleep(clock, offlineAfterMs / 4)
      return anyResolves(names)
    })()
    return verdict
  }

  const failure = (kind: NameFailure, detail: string): NameAnswer => ({kind: 'failure', failure: kind, detail})
  const offlineAnswer = failure('offline', 'no host name resolves: this machine seems to be offline')

  /** On a network that drops queries every lookup hangs for longer than anybody should wait: one timer for all of them. */
  const watch = (): Promise<NameAnswer> =>
    (watched ??= new Promise((resolve) => {
      clock.after(offlineAfterMs, () => {
        if (online) return
        offline = true
        resolve(offlineAnswer)
      })
    }))

  /** @param wasTemporary whether the last answer was `temporary`: a name server in trouble is not believed when it says that a name is gone */
  const settle = async (hostname: string, wasTemporary: boolean): Promise<NameAnswer> => {
    const first = await ask(hostname)
    if (typeof first !== 'string') return {kind: 'addresses', addresses: first}
    if (isElsewhere(hostname)) return failure('elsewhere', `the name ${hostname} is not in the DNS; special browsers may open it`)
    if (isReserved(hostname) && !online) return failure('unknown', `the name ${hostname} is reserved never to exist (RFC 6761)`)
    if (!(await othersResolve(hostname))) {
      offline = true
      return offlineAnswer
    }
    await sleep(clock, isUnknown(first) ? goneAskMs : secondAskMs)
    const second = await ask(hostname)
    if (typeof second !== 'string') return {kind: 'addresses', addresses: second}
    if (isUnknown(first) && isUnknown(second) && !wasTemporary)
      return failure('unknown', `the name ${hostname} does not exist (${second}, asked twice)`)
    return failure('temporary', `the name ${hostname} could not be looked up (${second})`)
  }

  return {
    async resolve(hostname) {
      if (isLocalName(hostname)) return thisMachine
      const known = answers.get(hostname)
      if (known !== undefined && (known.failedAt === undefined || clock.now() - known.failedAt < failureLifetimeMs)) return known.answer
      const settled = settle(hostname, known?.wasTemporary === true)
      const raced = online ? settled : Promise.race([settled, watch()])
      const record: KnownName = {answer: raced}
      answers.set(hostname, record)
      const answer = await raced
      if (answer.kind === 'failure') Object.assign(record, {failedAt: clock.now(), wasTemporary: answer.failure === 'temporary'})
      return answer
    },
    get offline() {
      return offline
    },
  }
}

/** The system's resolver looks up only a few names at a time: those with silent servers would keep all others waiting longer than their links may. */
const patienceMs = 1000

/** One lookup, joined by another if it takes long. Only the first can say that a name does not exist. */
export function impatient(first: Lookup, other: Lookup, waitMs: number): Lookup {
  return (hostname) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => void other(hostname).then(resolve, () => {}), waitMs)
      const done = (): void => clearTimeout(timer)
      first(hostname).then(resolve, reject).finally(done)
    })
}

/** Uses /etc/hosts and whatever else the system is set up for. */
async function askSystem(hostname: string): Promise<readonly Address[]> {
  const found = await lookup(hostname, {all: true})
  return found.map(({address, family}) => ({address, family: family === 6 ? 6 : 4}))
}

/** @throws if no server has an address */
async function askServers(hostname: string): Promise<readonly Address[]> {
  const resolver = new Resolver({timeout: 2000, tries: 2})
  const four = resolver.resolve4(hostname).then((all) => all.map((address) => ({address, family: 4}) as const))
  const six = resolver.resolve6(hostname).then((all) => all.map((address) => ({address, family: 6}) as const))
  const found = (await Promise.allSettled([four, six])).flatMap((one): Address[] => (one.status === 'fulfilled' ? one.value : []))
  if (found.length === 0) throw new Error('no address')
  return found
}

/** The system's own resolver, and the name servers themselves if it takes long. */
export const systemLookup: Lookup = impatient(askSystem, askServers, patienceMs)
