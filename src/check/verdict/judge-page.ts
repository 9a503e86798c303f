/** A page with status 200 → whether it is what it seems. Pure; the phrases are in `phrases.ts`. */

import {type Headers, headerOf} from '../schedule/limits.ts'
import type {Evidence, Judgement} from './judgement.ts'
import {endOf, lostIn, lostInText, saidOf} from './lost.ts'
import {type Page, pageOfText} from './page.ts'
import {
  faultPhrase,
  faultSentence,
  faultStart,
  goneHeading,
  gonePhrase,
  loginSentence,
  loginTitle,
  notFoundPhrase,
  parkedPhrases,
  parkedScript,
  parkedSources,
  parkedStems,
  placeholderPhrase,
  placeholderTitle,
  refusedTitle,
  regret,
  takenOverPhrase,
  tooManyPhrase,
  tooManySentence,
  visitFailed,
  visitRefused,
  wallMarkers,
  wallPhrase,
  wallTitle,
  weakNotFound,
} from './phrases.ts'
import {isWholly, segmentsOf} from './wholly.ts'

/** A page with less text than this can say only one thing. */
export const shortText = 600
/** Error pages with their menus are shorter, papers with their abstracts may not be. */
const longText = 3000
/** A wall's own page says hardly anything; a captcha in a form has a page's text around it. */
const littleText = 500
/** A sentence or two. */
const oneLine = 200
/** Not even a sentence. */
const hardlyAnyText = 30

const soft = (verdict: 'dead' | 'error', reason: string, because: string): Judgement => ({verdict, reason, because, findings: ['soft-404']})
const walled = (because: string): Judgement => ({verdict: 'blocked', reason: 'bot-wall', because})

/** What a page that came with status 200 turns out to be; undefined for one that is what it seems. */
export function judgePage(evidence: Evidence, body: string): Judgement | undefined {
  const complete = evidence.truncated !== true
  if (body.trim() === '') {
    if (!complete || evidence.status === 204 || evidence.status === 205) return undefined
    return soft('error', 'empty-page', 'the page is empty')
  }
  const {page} = evidence
  if (page === undefined) return undefined
  if (isWork(page)) return undefined // Its words are the work's own, be it about error pages or captchas.
  const wall = wallOf(page, body)
  if (wall !== undefined) return walled(wall)
  const judged = judgeParked(page, body) ?? judgeTakenOver(page) ?? judgePlaceholder(page) ?? judgeNotFound(page, complete)
  return judged ?? (complete ? judgeStub(page, body) : undefined)
}

/** Whether it describes a scholarly work. */
function isWork({scholarly, text}: Page): boolean {
  return scholarly || (text.length > littleText && /\babstract\b|\bbibtex\b|摘要/i.test(text))
}

/** How works are described. */
const research =
  /\b(?:we (?:study|show that|present|propose|prove|analy[sz]e|investigate|introduce|measure|examine|evaluate|demonstrate)|in this (?:paper|work|thesis|talk))\b|本文(?:研究|提出|分析|介绍|探讨|讨论|证明)|本(?:論文|稿|研究)(?:では|は)|본 (?:논문|연구)/i

/** Whether it is about a work, or offers one: phrases about what is missing or refused may then be about the work. */
const isAboutWork = ({offersFile, text}: Page): boolean => offersFile || research.test(text)

/** Prose of this length is about something, even if that is lost pages. */
const longProse = 600

function judgeNotFound(page: Page, complete: boolean): Judgement | undefined {
  const {title, heading, text, declared} = page
  if (declared !== undefined && (declared.certain || text.length < longText)) {
    const because = `its markup says \`${declared.says}\``
    return declared.certain && complete ? soft('dead', 'soft-404', because) : soft('error', 'suspected-soft-404', because)
  }
  if (page.longest >= longProse) return undefined
  const titleSays = isWholly(title, notFoundPhrase)
  const headingSays = isWholly(heading, notFoundPhrase)
  const says = titleSays ? title : heading
  if (!titleSays && !(headingSays && text.length < longText / 2)) {
    const lost =
      text.length < longText / 2 && !isAboutWork(page)
        ? [...segmentsOf(title), heading].find((words) => words.length < 100 && lostIn(words))
        : undefined
    return lost === undefined ? undefined : soft('error', 'suspected-soft-404', `it says \`${lost}\``)
  }
  const isWeak = weakNotFound.test(says)
  if (isWeak && text.length >= shortText) return undefined
  const isRegret = !notFoundPhrase.test(says.replace(regret, ''))
  // Title and heading may be a work's name: the text has to say so, too, or nothing else.
  const rest = withoutWords(isRegret ? text.replace(regret, '') : text, title, heading)
  const isInBoth = titleSays && headingSays && !isRegret
  const isAll = isInBoth && rest.length < hardlyAnyText
  const isExplained = isInBoth && (lostIn(rest) ?? saidOf(gonePhrase, rest)) !== undefined
  const isConfirmed = isAll || isExplained || notFoundPhrase.test(rest)
  // A number may be that of a course or a room, however often it occurs.
  const isToldInWords = isAll || isInWords(says) || isInWords(text)
  const isLong = text.length >= (isWeak ? shortText : longText)
  const certain = titleSays && isConfirmed && isToldInWords && complete && !isLong && !explainsStatus.test(rest)
  const because = `its ${titleSays ? 'title' : 'heading'} says \`${says}\``
  return certain ? soft('dead', 'soft-404', because) : soft('error', 'suspected-soft-404', because)
}

/** Words of those who explain a status, as documentation does, rather than answer with it. */
const explainsStatus = /\bstatus codes?\b|\brfc ?\d{4}\b|\bclient errors?\b/i

/** What a text says besides its title and heading. */
const withoutWords = (text: string, ...others: readonly string[]): string =>
  others
    .filter((words) => words !== '')
    .reduce((left, words) => left.replaceAll(words, ' '), text)
    .trim()

/** Whether it says so in more than a number. */
const isInWords = (said: string): boolean =>
  said.match(new RegExp(notFoundPhrase.source, 'gi'))?.some((one) => /[^\d\s\p{P}\p{S}]/u.test(one)) === true

/** A web server, a hosting company or an owner says that the site is not there, or not now. */
function judgePlaceholder({title, heading, text}: Page): Judgement | undefined {
  const phrase = placeholderPhrase.exec(title) ?? (text.length < longText / 2 ? placeholderPhrase.exec(text) : null)
  const whole = text.length < shortText ? [title, heading].find((words) => isWholly(words, placeholderTitle)) : undefined
  const says = phrase?.[0] ?? whole
  return says === undefined ? undefined : soft('error', 'placeholder', `it says \`${says}\``)
}

/** Headings that say only that something is wrong. */
const errorHeading =
  /^(?:(?:an |unknown |unexpected |site |system )?error(?: occurred| (?:code )?#?\d{1,5})?|invalid (?:\w+ )?(?:link|address|url|request|parameters?|id))[!.:]?$/i

/** What error pages say next to their number. */
const besides404 =
  /\b(?:oops|lost|sorry|home ?page|go (?:back|home)|(?:back|return) (?:to|home)|take me home|wrong|whoops|uh[- ]oh|hmm)\b|accueil|startseite|inicio|início|главн|首页|首頁|トップ|홈으로/i

/** A page with hardly any text: something gone, a fault, a login, or nothing. */
function judgeStub(page: Page, body: string): Judgement | undefined {
  const {title, heading, text} = page
  if (text.length >= shortText || page.longest >= longProse) return undefined
  const fault = [title, heading].find((words) => isWholly(words, faultPhrase))
  if (fault !== undefined) return soft('error', 'suspected-soft-404', `it says \`${fault}\``)
  if (text.length < 100 && (isWholly(text, notFoundPhrase) || isWholly(text, faultPhrase)))
    return soft('error', 'suspected-soft-404', `it says \`${text}\``)
  if (text.length < 200 && errorHeading.test(heading)) return soft('error', 'suspected-soft-404', `its heading says \`${heading}\``)
  const said = isAboutWork(page) ? faultStart.exec(text)?.[0] : whatStubSays(page)
  if (said !== undefined) return soft('error', 'suspected-soft-404', `it says \`${said}\``)
  if (page.passwordForm && !page.offersFile) return {verdict: 'blocked', reason: 'login', because: 'it is a login form'}
  // Words about a visit may also be part of a work's description.
  const isOfVisit = text.length < shortText / 2 && !isAboutWork(page)
  const login = [...segmentsOf(title), isOfVisit ? heading : ''].find((words) => loginTitle.test(words))
  if (login !== undefined) return {verdict: 'blocked', reason: 'login', because: `it says \`${login}\``}
  const asked = text.length < shortText / 2 ? loginSentence.exec(text) : null
  if (asked !== null) return {verdict: 'blocked', reason: 'login', because: `it says \`${asked[0]}\``}
  const refused = [heading, ...segmentsOf(title)].find((words) => refusedTitle.test(words))
  if (refused !== undefined) return {verdict: 'blocked', reason: 'forbidden', because: `it says \`${refused}\``}
  const told = isOfVisit ? text.toLowerCase() : ''
  const unwelcome = saidOf(visitRefused, told)
  if (unwelcome !== undefined) return {verdict: 'blocked', reason: 'forbidden', because: `it says \`${unwelcome}\``}
  const failed = saidOf(visitFailed, told)
  if (failed !== undefined) return soft('error', 'suspected-soft-404', `it says \`${failed}\``)
  if (page.turnedBack) return soft('error', 'suspected-soft-404', `a script says \`${text}\` and sends its reader back`)
  if (text === '' && title === '' && !page.rich && page.refresh === undefined && !/<script/i.test(body)) {
    return soft('error', 'empty-page', 'the page is empty')
  }
  return undefined
}

/** What a page with hardly any text says is wrong. */
function whatStubSays({title, heading, text, shows404}: Page): string | undefined {
  const said =
    (goneHeading.exec(heading) ?? gonePhrase.exec(heading) ?? gonePhrase.exec(title))?.[0] ??
    saidOf(gonePhrase, text) ??
    (faultStart.exec(text) ??
      (text.length < shortText / 2 ? faultSentence.exec(text) : null) ??
      (shows404 ? besides404.exec(text) : null))?.[0]
  return said ?? (text.length < oneLine ? (endOf(text) ?? endOf(heading)) : undefined) ?? lostInText(text)
}

/** A quotation of several words. */
const quoted = /["“„«][^"“”„«»]* [^"“”„«»]*["”“»]/g

function judgeParked({title, text, longest, offersFile}: Page, body: string): Judgement | undefined {
  if (text.length > 4000 || longest >= longProse || offersFile) return undefined
  const isOfDomains = parkedStems.test(title) || parkedStems.test(text)
  // What stands in quotation marks is quoted from elsewhere.
  const shown = isOfDomains ? text.replace(quoted, ' ') : text
  const words = `${title} ${shown}`
  const said = isOfDomains ? parkedPhrases.filter((phrase) => phrase.test(words)) : []
  const lower = body.toLowerCase()
  const source = parkedSources.find((one) => lower.includes(one)) ?? (parkedScript.test(body) ? 'window.park' : undefined)
  const because = `the domain is parked: \`${said[0]?.exec(words)?.[0] ?? source ?? ''}\``
  // What only the title says may be a work's name.
  const isSaid = said.some((phrase) => phrase.test(title === '' ? shown : shown.replaceAll(title, ' ')))
  const isToldTwice = said.length > 1 && isSaid
  // Sellers load their own scripts, or say little; a longer text may tell of a domain that was lost.
  if ((isToldTwice && text.length < shortText / 2) || (said.length > 0 && source !== undefined))
    return soft('dead', 'parked-domain', because)
  const isSuspect = isToldTwice || (said.length > 0 && text.length < shortText / 2) || (source !== undefined && text.length < 50)
  return isSuspect ? soft('error', 'suspected-parked-domain', because) : undefined
}

/** Fewest phrases on a taken-over page, three times as many if its title has none; an article about gambling may have some too. */
const leastRepeated = 4

function judgeTakenOver({title, text}: Page): Judgement | undefined {
  const titled = takenOverPhrase.exec(title)
  const said = titled ?? takenOverPhrase.exec(text)
  if (said === null) return undefined
  const times = `${title} ${text}`.match(new RegExp(takenOverPhrase.source, 'gi'))?.length ?? 0
  const isEnough = times >= (titled === null ? 3 * leastRepeated : leastRepeated)
  return isEnough ? soft('error', 'suspected-takeover', `it is about \`${said[0]}\``) : undefined
}

/** Why a page is a wall; undefined where it isn't one. */
export function wallOf(page: Page, body: string): string | undefined {
  const {title, heading, text, offersFile} = page
  // Next to a file such words may be about it: `Verify You Are Human` is also a paper's title.
  const isShort = !offersFile && text.length < shortText
  const lower = body.toLowerCase()
  const marker = wallMarkers.find(
    (one) =>
      text.length < (one.everywhere === true ? hardlyAnyText : one.widget === true ? littleText : Infinity) &&
      !(one.widget === true && page.asksForWords) &&
      lower.includes(one.text),
  )
  const phrase = offersFile ? null : wallPhrase.exec(`${title} ${text}`)
  // With words of its own, a title that is repeated as the heading is a name.
  if (
    isWholly(title, wallTitle, title === heading ? 0 : 2) &&
    (isShort || (text.length < 2500 && (phrase !== null || marker !== undefined)))
  ) {
    return `its title says \`${title}\``
  }
  if (page.asksForCookie) return 'a script sets a cookie and loads the page again'
  if (marker !== undefined && text.length < littleText) return `${marker.name} turns robots away`
  return phrase !== null && isShort && !isAboutWork(page) ? `it says \`${phrase[0]}\`` : undefined
}

/** Sentences of those who don't tell strangers what is missing, and what is only for members. */
const perhapsForMembers =
  /\byou (?:may|might)(?: also)? (?:not (?:have|be)|need|lack|have to)\b[^.!?]{0,40}\b(?:permissions?|access|authori[sz]ed|log ?in|sign ?in)\b/i

/** Why a page that is said to be missing may be there for its site's members. */
export function saysForMembers({text, passwordForm}: Page): string | undefined {
  if (text.length >= shortText) return undefined
  if (passwordForm) return 'it asks for a password'
  const said = perhapsForMembers.exec(text)?.[0]
  return said === undefined ? undefined : `it says \`${said}\``
}

/** Whether a refusal, or a "not found" in place of one, says that there were too many requests. */
export function saysTooMany(status: number, page: Page | undefined, body: string): boolean {
  if (status !== 403 && status !== 404 && status !== 410) return false
  const text = page === undefined ? body : `${page.title} ${page.text}`
  return text.length < 2 * shortText && (status === 403 ? tooManyPhrase : tooManySentence).test(text)
}

/** Whether a body that is not HTML says that there is nothing, as plain text or in an API's JSON. */
export function judgePlain(body: string, headers: Headers): Judgement | undefined {
  const text = body.trim()
  if (isPdf(headers)) {
    if (Number(headerOf(headers, 'content-length') ?? Number.NaN) === 0) return soft('error', 'empty-page', 'the PDF is empty')
    return /^<(?:!doctype|html|head|title|\?xml)/i.test(text)
      ? soft('error', 'suspected-soft-404', 'it is sent as a PDF, but is a web page')
      : undefined
  }
  const marker = text.length < (flatObject.test(text) ? longText : 400) ? plainMarkerIn(text) : undefined
  if (text === '' || text.length > 400) return marker
  const messages = /json/i.test(headerOf(headers, 'content-type') ?? '') ? messagesIn(text) : sayingsIn(text)
  const isLost = (message: string): boolean => isWholly(message, notFoundPhrase) && (isInWords(message) || message === text)
  const said = messages.find((message) => isLost(message) || faultStart.test(message))
  if (said !== undefined) return soft('error', 'suspected-soft-404', `it says \`${said}\``)
  if (marker !== undefined) return marker
  for (const message of messages) {
    // Notes and lists refer to pages elsewhere, records and code quote, and data begin with any number.
    const isOther = /:\/\/|[{}]/.test(message) || (message !== text && !/\p{L}/u.test(message))
    const judged = isOther ? undefined : judgeLine(message)
    if (judged !== undefined) return judged
  }
  return undefined
}

/** An object in JSON without others in it, as walls answer scripts: records of works hold lists. */
const flatObject = /^\{[^[{]*\}$/

function plainMarkerIn(text: string): Judgement | undefined {
  const lower = text.toLowerCase()
  const marker = wallMarkers.find((one) => one.widget !== true && one.everywhere !== true && lower.includes(one.text))
  return marker === undefined ? undefined : walled(`${marker.name} turns robots away`)
}

/** A line of text says what it would say as a page with nothing else. */
function judgeLine(line: string): Judgement | undefined {
  const page = pageOfText(line)
  const wall = wallOf(page, line)
  if (wall !== undefined) return walled(wall)
  return line.length < oneLine && tooManySentence.test(line)
    ? {verdict: 'blocked', reason: 'rate-limited', because: `it says \`${line}\``}
    : judgeStub(page, line)
}

/** What plain text says at its start, and the codes that hosts put below. */
function sayingsIn(text: string): string[] {
  const [start = '', ...others] = text.split(/\s*\n\s*/)
  return [start, ...others.filter((line) => /^[A-Z]+(?:_[A-Z]+)+$/.test(line))].map(inWords)
}

/** A code such as `not_found` in words. */
const inWords = (said: string): string => said.replaceAll('_', ' ')

/** Keys under which APIs say what is wrong. Sources: RFC 9457, JSON:API, and the habits of Spring, FastAPI, Express and Rails. */
const messageKeys = new Set(['message', 'error', 'errors', 'detail', 'title', 'msg', 'error_description', 'description', 'code', 'reason'])
/** Keys that occur next to them; a reply about something else has content under other keys. */
const errorKeys = new Set([
  ...messageKeys,
  'status',
  'statuscode',
  'status_code',
  'success',
  'ok',
  'path',
  'timestamp',
  'type',
  'instance',
  'requestid',
  'request_id',
  'trace_id',
  'documentation_url',
])

/** What JSON says is wrong, if it says nothing else. */
function messagesIn(json: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  const read = (part: unknown, isError: boolean): string[] => {
    if (typeof part === 'string') return [inWords(part)]
    if (Array.isArray(part)) return part.flatMap((one) => read(one, isError))
    if (typeof part !== 'object' || part === null) return []
    const entries = Object.entries(part)
    const isOfError = ([key, inner]: [string, unknown]): boolean => errorKeys.has(key.toLowerCase()) || holdsNothing(inner)
    if (!isError && !entries.every(isOfError)) return []
    return entries.flatMap(([key, inner]) => (messageKeys.has(key.toLowerCase()) ? read(inner, isError || /^errors?$/i.test(key)) : []))
  }
  return typeof value === 'object' && !Array.isArray(value) ? read(value, false) : []
}

/** Whether there is no content in a part of a reply, as in GraphQL's `{"paper": null}`. */
function holdsNothing(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return part === null || part === ''
  return Object.values(part).every(holdsNothing)
}

export function isPdf(headers: Headers): boolean {
  return /^\s*application\/(?:x-)?pdf\b/i.test(headerOf(headers, 'content-type') ?? '')
}

/** Whether a body is plain text or JSON. */
export function isPlain(headers: Headers): boolean {
  return /^\s*(?:text\/plain|application\/(?:[\w.-]+\+)?json)\b/i.test(headerOf(headers, 'content-type') ?? '')
}
