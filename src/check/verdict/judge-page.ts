/** A page with status 200 → whether it is what it seems. Pure; the words that it goes by stand in `phrases.ts`. */

import {type Headers, headerOf} from '../schedule/limits.ts'
import type {Evidence, Judgement} from './judgement.ts'
import {endOf, lostIn, lostInText} from './lost.ts'
import {type Page, readPage} from './page.ts'
import {
  faultPhrase,
  faultSentence,
  faultStart,
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
  wallMarkers,
  wallPhrase,
  wallTitle,
  weakNotFound,
} from './phrases.ts'
import {isWholly, segmentsOf} from './wholly.ts'

/** A page of so many characters may be a stub, whatever its words. */
const stubLength = 2048
/** A page with less text than this has room for one thing only to say. */
const fewWords = 600
/** Error pages have menus around them, papers have abstracts. */
const manyWords = 3000
/** A wall's own page says hardly anything; a captcha in a form stands beside a page's text. */
const hardlyAnyWords = 500
/** Longer titles are those of works. */
const fewLetters = 60
/** A sentence or two. */
const aLine = 200
/** Not even a sentence. */
const noWords = 30

/**
 * Stems of whatever the tables of `phrases.ts` look for in a page's text, in lower case: without one of them a page needs no parsing.
 * Plain words, as V8 looks for all of those at once; a single pattern among them makes it try one after another.
 */
const suspiciousWords = new RegExp(
  [
    // Walls and logins.
    'captcha|challenge|robot|human|humain|mensch|slide to|unusual traffic|automated |banned|blacklisted|enable |support id|incident id|denied|blocked|your browser|pardner|network security',
    'private|password|logged in to|need access|need permission|unusual activity|are a person|cookies are|estimated wait|拦截|验证|需要登|请登|请先登',
    // What is gone.
    'error-404|error404|status-code|next-error|"/404"|"/_error"|/404\\.html|__nuxt__',
    'available|no longer|not found|exist|removed|deleted|expired|requested|withdrawn|paused|unpublished|accepting responses|samlre|refresh|location',
    'отправляли вы|на автоматические|로봇이 아|자동화된|문자를 입력|已被|失效|取消|不存在|违规|涉嫌|知识存在|下架|지 않|삭제|存在しません|не существ|удал',
    // Faults.
    'fatal error|critical error|went wrong|occurred|whitelabel|unable to service|limit exceeded|limit is reached|briefly|disabled|mysqli|sqlstate',
    'could not connect|unable to connect|failed to connect',
    // Placeholders, domains for sale and what others made of them.
    'index of /|suspended|maintenance|gewartet|wartung|construction|default page|default web|it works|welcome to |not published|waiting for|proper operation',
    'functioning normally|configured at|xampp|hier entsteht|bien été|five-minute|s trash|s bin|determine ip|robô|無効なurl|站点|domain|dominio|ドメイン|域名|for sale|verkauf|related sea|parking|\\.park|adblockkey|домен',
    'thread specified|in violation of|deactivated|taken offline|you were looking|whatever you|with this id|software error|exception:|ora-|restricted|nothing here|nothing to see|shut down|discontinued|invalid |no such |busy|overloaded|繁忙|频繁|环境异常|新葡京|投注',
    'slot gacor|slot online|togel|nhà cái|judi online',
    ...wallMarkers.map(({text}) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
  ].join('|'),
)
const suspiciousTitles: readonly RegExp[] = [
  /^\s*$/,
  notFoundPhrase,
  wallTitle,
  faultPhrase,
  placeholderTitle,
  placeholderPhrase,
  takenOverPhrase,
  /forbidden|unauthori|too many|exceeded|members only|\b(?:40[13]|429)\b/i,
  /log ?in|sign ?in|institution|your organi|sale|park|anmeld|connexion|sesi[óo]n|before you continue|登|ログイン|로그인/i,
]

/** The page that a body holds, where anything about it could make it other than it seems. */
export function readSuspicious(body: string): Page | undefined {
  if (body.length <= stubLength && !saysMuch(body)) return readPage(body)
  const lower = body.toLowerCase()
  if (suspiciousWords.test(lower)) return readPage(body)
  const at = lower.indexOf('<title')
  const title = at < 0 ? '' : lower.slice(lower.indexOf('>', at) + 1, lower.indexOf('</title', at))
  return suspiciousTitles.some((pattern) => pattern.test(title)) || (title.length < fewLetters && lostIn(title) !== undefined)
    ? readPage(body)
    : undefined
}

/** Is a page no stub? Told without parsing it, so of plain markup alone. */
function saysMuch(body: string): boolean {
  if (/<(?:script|style|noscript|template|svg)\b/i.test(body)) return false
  let letters = 0
  let insideTag = false
  for (let index = Math.max(0, body.indexOf('</title')); index < body.length && letters < fewWords; index++) {
    const unit = body.charCodeAt(index)
    if (unit === 0x3c /* < */) insideTag = true
    else if (unit === 0x3e /* > */) insideTag = false
    else if (!insideTag && unit > 0x20) letters++
  }
  return letters >= fewWords
}

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

/** It describes a scholarly work. */
function isWork({scholarly, text}: Page): boolean {
  return scholarly || (text.length > hardlyAnyWords && /\babstract\b|\bbibtex\b|摘要/i.test(text))
}

/** Prose of this length is about something, be it about lost pages. */
const longProse = 600

function judgeNotFound(page: Page, complete: boolean): Judgement | undefined {
  const {title, heading, text, declared} = page
  if (declared !== undefined && (declared.certain || text.length < manyWords)) {
    const because = `its markup says \`${declared.says}\``
    return declared.certain && complete ? soft('dead', 'soft-404', because) : soft('error', 'suspected-soft-404', because)
  }
  if (page.longest >= longProse) return undefined
  const titleSays = isWholly(title, notFoundPhrase)
  const headingSays = isWholly(heading, notFoundPhrase)
  const says = titleSays ? title : heading
  if (!titleSays && !(headingSays && text.length < manyWords / 2)) {
    const lost =
      text.length < manyWords / 2 && !page.offersFile
        ? [...segmentsOf(title), heading].find((words) => words.length < 100 && lostIn(words))
        : undefined
    return lost === undefined ? undefined : soft('error', 'suspected-soft-404', `it says \`${lost}\``)
  }
  const isWeak = weakNotFound.test(says)
  if (isWeak && text.length >= fewWords) return undefined
  const isRegret = !notFoundPhrase.test(says.replace(regret, ''))
  const isConfirmed = isRegret ? notFoundPhrase.test(text.replace(regret, '')) : headingSays || notFoundPhrase.test(text.replace(title, ''))
  const certain = titleSays && isConfirmed && complete && text.length < (isWeak ? fewWords : manyWords)
  const because = `its ${titleSays ? 'title' : 'heading'} says \`${says}\``
  return certain ? soft('dead', 'soft-404', because) : soft('error', 'suspected-soft-404', because)
}

/** A web server, a host or an owner says that the site is not there, or not now. */
function judgePlaceholder({title, heading, text}: Page): Judgement | undefined {
  const phrase = placeholderPhrase.exec(title) ?? (text.length < manyWords / 2 ? placeholderPhrase.exec(text) : null)
  const whole = text.length < fewWords ? [title, heading].find((words) => isWholly(words, placeholderTitle)) : undefined
  const says = phrase?.[0] ?? whole
  return says === undefined ? undefined : soft('error', 'placeholder', `it says \`${says}\``)
}

/** Nothing else but that something is wrong. */
const errorHeading = /^(?:an |unknown |unexpected )?error(?: occurred)?[!.:]?$/i

/** What stands on an error page beside its number. */
const besides404 =
  /\b(?:oops|lost|sorry|home ?page|go (?:back|home)|(?:back|return) (?:to|home)|take me home|wrong|whoops|uh[- ]oh|hmm)\b|accueil|startseite|inicio|início|главн|首页|首頁|トップ|홈으로/i

/** A page with hardly any text: something gone, a fault, a login, or nothing. */
function judgeStub(page: Page, body: string): Judgement | undefined {
  const {title, heading, text} = page
  if (text.length >= fewWords) return undefined
  const fault = [title, heading].find((words) => isWholly(words, faultPhrase))
  if (fault !== undefined) return soft('error', 'suspected-soft-404', `it says \`${fault}\``)
  if (text.length < 100 && (isWholly(text, notFoundPhrase) || isWholly(text, faultPhrase)))
    return soft('error', 'suspected-soft-404', `it says \`${text}\``)
  if (text.length < 200 && errorHeading.test(heading)) return soft('error', 'suspected-soft-404', `its heading says \`${heading}\``)
  const said = page.offersFile ? faultStart.exec(text)?.[0] : whatStubSays(page)
  if (said !== undefined) return soft('error', 'suspected-soft-404', `it says \`${said}\``)
  if (page.passwordForm && !page.offersFile) return {verdict: 'blocked', reason: 'login', because: 'it is a login form'}
  if (segmentsOf(title).some((segment) => loginTitle.test(segment))) {
    return {verdict: 'blocked', reason: 'login', because: `its title says \`${title}\``}
  }
  const asked = text.length < fewWords / 2 ? loginSentence.exec(text) : null
  if (asked !== null) return {verdict: 'blocked', reason: 'login', because: `it says \`${asked[0]}\``}
  const refused = [heading, ...segmentsOf(title)].find((words) => refusedTitle.test(words))
  if (refused !== undefined) return {verdict: 'blocked', reason: 'forbidden', because: `it says \`${refused}\``}
  if (text === '' && title === '' && !page.rich && page.refresh === undefined && !/<script/i.test(body)) {
    return soft('error', 'empty-page', 'the page is empty')
  }
  return undefined
}

/** What a page with hardly any text says is amiss. */
function whatStubSays({title, heading, text, shows404}: Page): string | undefined {
  const said =
    gonePhrase.exec(heading) ??
    gonePhrase.exec(title) ??
    gonePhrase.exec(text) ??
    faultStart.exec(text) ??
    (text.length < fewWords / 2 ? faultSentence.exec(text) : null) ??
    (shows404 ? besides404.exec(text) : null)
  return said?.[0] ?? (text.length < aLine ? (endOf(text) ?? endOf(heading)) : undefined) ?? lostInText(text)
}

function judgeParked({title, text, longest}: Page, body: string): Judgement | undefined {
  if (text.length > 4000 || longest >= longProse) return undefined
  const words = `${title} ${text}`
  const said = parkedStems.test(words) ? parkedPhrases.filter((phrase) => phrase.test(words)) : []
  const lower = body.toLowerCase()
  const source = parkedSources.find((one) => lower.includes(one)) ?? (parkedScript.test(body) ? 'window.park' : undefined)
  const because = `the domain is parked: \`${said[0]?.exec(words)?.[0] ?? source ?? ''}\``
  // What stands in the title alone may be what a work is called.
  const isSaid = said.some((phrase) => phrase.test(title === '' ? text : text.replaceAll(title, ' ')))
  if ((said.length > 1 && isSaid) || (said.length > 0 && source !== undefined)) return soft('dead', 'parked-domain', because)
  const isSuspect = (said.length > 0 && text.length < fewWords / 2) || (source !== undefined && text.length < 50)
  return isSuspect ? soft('error', 'suspected-parked-domain', because) : undefined
}

/** So often a page of this sort says what it is, and more often where its title doesn't; an article about gambling may have a phrase of it. */
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
  const {title, text, offersFile} = page
  // Beside a file such words may be about it: `Verify You Are Human` is a paper's title, too.
  const isShort = !offersFile && text.length < fewWords
  const lower = body.toLowerCase()
  const marker = wallMarkers.find(
    (one) =>
      text.length < (one.everywhere === true ? noWords : one.widget === true ? hardlyAnyWords : Infinity) && lower.includes(one.text),
  )
  const phrase = offersFile ? null : wallPhrase.exec(`${title} ${text}`)
  if (isWholly(title, wallTitle) && (isShort || (text.length < 2500 && (phrase !== null || marker !== undefined)))) {
    return `its title says \`${title}\``
  }
  if (page.asksForCookie) return 'a script sets a cookie and loads the page again'
  if (marker !== undefined && text.length < hardlyAnyWords) return `${marker.name} turns robots away`
  return phrase !== null && isShort ? `it says \`${phrase[0]}\`` : undefined
}

/** Does a refusal say that it is for the number of requests? */
export function saysTooMany(page: Page | undefined, body: string): boolean {
  const text = page === undefined ? body : `${page.title} ${page.text}`
  return text.length < 2 * fewWords && tooManyPhrase.test(text)
}

/** Does a body that is no HTML say that there is nothing, as plain words or in the JSON of an API? */
export function judgePlain(body: string, headers: Headers): Judgement | undefined {
  const text = body.trim()
  if (isPdf(headers)) {
    if (Number(headerOf(headers, 'content-length') ?? Number.NaN) === 0) return soft('error', 'empty-page', 'the PDF is empty')
    return /^<(?:!doctype|html|head|title|\?xml)/i.test(text)
      ? soft('error', 'suspected-soft-404', 'it is called a PDF, and is a page')
      : undefined
  }
  if (text.length > 400) return undefined
  const messages = /json/i.test(headerOf(headers, 'content-type') ?? '') ? messagesIn(text) : [text]
  const said = messages.find((message) => isWholly(message, notFoundPhrase) || faultStart.test(message))
  return said === undefined ? undefined : soft('error', 'suspected-soft-404', `it says \`${said}\``)
}

/** Where the replies of APIs say what is wrong. Sources: RFC 9457, JSON:API, and the habits of Spring, FastAPI, Express and Rails. */
const messageKeys = new Set(['message', 'error', 'errors', 'detail', 'title', 'msg', 'error_description', 'description'])
/** Keys beside them, on which a reply about something else has its content. */
const errorKeys = new Set([
  ...messageKeys,
  'status',
  'code',
  'statuscode',
  'status_code',
  'success',
  'ok',
  'path',
  'timestamp',
  'type',
  'instance',
])

/** What JSON says is wrong, if it says nothing else. */
function messagesIn(json: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  const read = (part: unknown): string[] => {
    if (typeof part === 'string') return [part.replaceAll('_', ' ')] // Codes such as `not_found`.
    if (Array.isArray(part)) return part.flatMap(read)
    if (typeof part !== 'object' || part === null) return []
    const entries = Object.entries(part)
    if (!entries.every(([key]) => errorKeys.has(key.toLowerCase()))) return []
    return entries.flatMap(([key, inner]) => (messageKeys.has(key.toLowerCase()) ? read(inner) : []))
  }
  return typeof value === 'object' && !Array.isArray(value) ? read(value) : []
}

export function isPdf(headers: Headers): boolean {
  return /^\s*application\/(?:x-)?pdf\b/i.test(headerOf(headers, 'content-type') ?? '')
}

/** Types of bodies that hold plain words. */
export function isPlain(headers: Headers): boolean {
  return /^\s*(?:text\/plain|application\/(?:[\w.]+\+)?json)\b/i.test(headerOf(headers, 'content-type') ?? '')
}
