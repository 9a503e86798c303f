/** What hosts do to visitors: limits, bans, outages, balancers with a sick server. Each makes a guard with a state of its own. */
import {type Asked, type Guard, html, pageOf, type Says} from './host.ts'

export type MakeGuard = () => Guard
type Refuse = (asked: Asked) => Says

/** Refuses with a status and a line of text. */
export const says =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = `<title>${status}</title><h1>Error ${status}</h1>`): Refuse =>
  () =>
    html(status, body, headers)
export const after =
  (afterMs: number, refuse: Refuse): Refuse =>
  (asked) => ({...refuse(asked), afterMs})
export const resets: Refuse = () => ({status: 0, how: 'reset', afterMs: 1})
export const hangs: Refuse = () => ({status: 0, how: 'hang'})
export const leads = (location: string, status = 302): Refuse => says(status, {location}, '')

/** Lets pass `rate` requests a second in the long run, and `burst` at once. Source: nginx, `ngx_http_limit_req_module`. */
export const bucket =
  (rate: number, burst: number, refuse: Refuse, counts: (asked: Asked) => boolean = () => true): MakeGuard =>
  () => {
    let excess = 0
    let lastMs = 0
    return (asked, pass) => {
      if (!counts(asked)) return pass()
      excess = Math.max(0, excess - ((asked.nowMs - lastMs) / 1000) * rate)
      lastMs = asked.nowMs
      if (excess > burst) return refuse(asked)
      excess++
      return pass()
    }
  }

/** Lets pass `most` requests in each span of the clock; `announces` says so in every reply. */
export const windows =
  (most: number, spanMs: number, refuse: Refuse, announces?: (left: number, resetMs: number) => Record<string, string>): MakeGuard =>
  () => {
    let window = -1
    let count = 0
    return (asked, pass) => {
      const now = Math.floor(asked.nowMs / spanMs)
      if (now !== window) count = 0
      window = now
      count++
      const said = count > most ? refuse(asked) : pass()
      const headers = announces?.(Math.max(0, most - count), (now + 1) * spanMs - asked.nowMs)
      return headers === undefined ? said : {...said, headers: {...said.headers, ...headers}}
    }
  }

/** Lets pass `most` requests within any `spanMs`. */
export const within =
  (most: number, spanMs: number, refuse: Refuse): MakeGuard =>
  () => {
    let served: number[] = []
    return (asked, pass) => {
      served = served.filter((atMs) => asked.nowMs - atMs < spanMs)
      if (served.length >= most) return refuse(asked)
      served.push(asked.nowMs)
      return pass()
    }
  }

/** Once `most` requests came within `spanMs`, refuses all until it has had peace for `peaceMs`. Source: Apache's mod_evasive. */
export const offended =
  (most: number, spanMs: number, peaceMs: number, refuse: Refuse): MakeGuard =>
  () => {
    let seen: number[] = []
    let untilMs = 0
    return (asked, pass) => {
      const {nowMs} = asked
      seen = [...seen.filter((atMs) => nowMs - atMs < spanMs), nowMs]
      if (nowMs < untilMs || seen.length > most) {
        untilMs = nowMs + peaceMs
        return refuse(asked)
      }
      return pass()
    }
  }

export const atOnce =
  (most: number, refuse: Refuse): MakeGuard =>
  () =>
  (asked, pass) =>
    asked.atOnce > most ? refuse(asked) : pass()

/** From the request `from` on, for so long. */
export const during =
  (from: number, forMs: number, refuse: Refuse): MakeGuard =>
  () => {
    let sinceMs = Number.POSITIVE_INFINITY
    return (asked, pass) => {
      if (asked.nth === from) sinceMs = asked.nowMs
      return asked.nowMs >= sinceMs && asked.nowMs < sinceMs + forMs ? refuse(asked) : pass()
    }
  }
export const from = (nth: number, refuse: Refuse): MakeGuard => during(nth, Number.POSITIVE_INFINITY, refuse)

/** Nobody listens for so long. */
export const restart =
  (nth: number, forMs: number): MakeGuard =>
  () =>
  (asked, pass) => {
    if (asked.nth !== nth) return pass()
    asked.shut(forMs)
    return resets(asked)
  }

/** Of several servers behind one name one is sick; turns go round, or by chance. */
export const sick =
  (share: number, refuse: Refuse, turns: 'chance' | 'round' = 'chance'): MakeGuard =>
  () =>
  (asked, pass) =>
    (turns === 'chance' ? asked.random() < share : asked.nth % Math.round(1 / share) === 0) ? refuse(asked) : pass()

export const eachConnection =
  (most: number, refuse: Refuse): MakeGuard =>
  () =>
  (asked, pass) =>
    asked.ofConnection > most ? refuse(asked) : pass()

/** The servers' own replies, but broken off or late. */
export const cut: MakeGuard = () => (asked, pass) => (asked.random() < 0.25 ? {...pass(), how: 'cut'} : pass())
export const late =
  (ms: (asked: Asked) => number): MakeGuard =>
  () =>
  (asked, pass) => ({...pass(), afterMs: ms(asked)})

/** One guard behind the other. */
export const both =
  (...makers: readonly MakeGuard[]): MakeGuard =>
  () =>
    makers
      .map((make) => make())
      .reduceRight<Guard>(
        (inner, outer) => (asked, pass) => outer(asked, () => inner(asked, pass)),
        (_, pass) => pass(),
      )

export const byHead = ({method}: Asked): boolean => method === 'HEAD'

/** Pages that are no error pages by their length. */
export const article: string = `<title>Limits of our service</title><h1>Limits</h1>${'<p>A whole article on what this site offers, to whom, and how it is paid for.</p>'.repeat(60)}`
export const block = '<title>Access denied</title><h1>Access denied</h1><p>Your address has been blocked. Contact the administrator.</p>'
export const captcha =
  '<title>Just a moment...</title><h1>Checking your browser</h1><p>Please complete the CAPTCHA to prove that you are human.</p><div class="g-recaptcha"></div>'
export const maintenance =
  '<title>Maintenance</title><h1>We will be back soon</h1><p>The site is down for scheduled maintenance. Please try again later.</p>'
export const front: string = pageOf(999)
