/** HTML → what the judge needs: title, text, where the page leads by itself, and which fragments it has. */

import {decoded} from '../../core/link/address.ts'
import {createHtmlReader} from '../../core/text/html.ts'
import {decoderFor, type PageDecoder} from '../wire/body.ts'
import {loginPath, scriptFragmentSites} from './hosts.ts'
import {notFoundPhrase} from './phrases.ts'
import {isWholly} from './wholly.ts'

export interface Page {
  readonly title: string
  /** Its headings of level 1, or the first lower one if there are none. */
  readonly heading: string
  /** Visible text, white space collapsed. */
  readonly text: string
  /** The page describes a scholarly work (`citation_title` and the like), so its words are about that work. */
  readonly scholarly: boolean
  /** It has a form for text, of which a captcha may be a part. */
  readonly asksForWords: boolean
  /** It asks for a password, or leads to a page that does (SAML, a script). */
  readonly passwordForm: boolean
  /** A script on an otherwise empty page sets a cookie and loads the page again, as walls do to tell browsers from robots. */
  readonly asksForCookie: boolean
  /** All it does is show its text in an alert, by a script that sends its reader back. */
  readonly turnedBack: boolean
  /** Where a `<meta http-equiv=refresh>` leads, and after how many seconds. */
  readonly refresh?: {readonly to: string; readonly seconds: number}
  /** Where a script on an otherwise empty page leads. */
  readonly scriptTo?: string
  /** What its addresses are relative to, if not to its own. */
  readonly base?: string
  /** The longest piece of text between tags, in letters. */
  readonly longest: number
  /** What its software says about it for machines: that it is shown in place of a missing page. */
  readonly declared?: {readonly says: string; readonly certain: boolean}
  /** One of its texts is just `404`. */
  readonly shows404: boolean
  /** It links to a file: a paper, data, slides. */
  readonly offersFile: boolean
  /** Frames, applications, images: it shows something even if it has no text. */
  readonly rich: boolean
}

const maxTextLength = 20_000
/** Not shown at all, or only by browsers that lack what it stands in for. */
const invisible = new Set(['script', 'style', 'template', 'noscript', 'noframes', 'svg', 'head', 'video', 'audio', 'canvas', 'iframe'])
const headings = new Set(['h1', 'h2', 'h3'])
/** What is inside these is on every page of a site. */
const siteParts = new Set(['header', 'nav', 'aside', 'footer'])
/** What is inside them makes no sentence with what is before or after them. */
const apart = new Set([...siteParts, 'li', 'option'])
/** Ends a sentence for every pattern, and begins none, as what follows may be a mere name. It takes the place of a blank: short texts stay short. */
const boundary = '。'
/** What stands in these is quoted where there is other text. */
const code = new Set(['pre', 'code', 'samp'])
/** A sentence or two. */
const leastProse = 100
const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])

/** A file that somebody may want. */
const linkedFile = /\.(?:pdf|ps|zip|tar|t?gz|bz2|xz|7z|rar|bib|pptx?|docx?|xlsx?|csv|tsv|json|ipynb|npz?|h5|pth?|mp4)(?:[?#]|$)/i

/** `5; url='/new'` in its many spellings. Source: HTML standard, "shared declarative refresh steps". */
export function parseRefresh(content: string): {readonly to: string; readonly seconds: number} | undefined {
  const match = /^\s*(\d*)(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)"|'([^']*)'|(.+))/is.exec(content)
  const to = (match?.[2] ?? match?.[3] ?? match?.[4])?.trim()
  if (match === null || !to) return undefined
  return {to, seconds: Number(match[1] || 0)}
}

/** A page that redirects itself after longer than this is meant to be read. */
const maxRefreshSeconds = 10

/**
 * Where a page leads by itself: by a `Refresh` header, by `<meta http-equiv=refresh>`, or by a script if it holds nothing else.
 *
 * @param header `Refresh`
 */
export function leadsOn(header: string | undefined, page: Page | undefined): string | undefined {
  const told = parseRefresh(header ?? '') ?? page?.refresh
  return told !== undefined && told.seconds <= maxRefreshSeconds ? told.to : page?.scriptTo
}

/** A whole address, not the beginning of one that a script puts together; its slashes may be escaped, as in JSON. */
const scriptRedirect =
  /(?:^|[;{}\s(])(?:window\.|document\.|self\.|top\.|parent\.)*location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\s*\(\s*)(["'])((?:[^"'\\]|\\\/)+)\1(?!\s*\+)/
const cookieSet = /document\.cookie\s*=/
const pageReloaded = /\blocation\.reload\s*\(/
const pageLoaded = /\blocation\b(?:\.(?:reload|replace|assign)\s*\(|(?:\.href)?\s*=)/

/** The beginning of an address to which a script adds something, often the page's own address. */
const scriptLeadsBack = /\blocation(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\s*\(\s*)(["'`])((?:[^"'`\\]|\\\/)+?)(?:\1\s*\+|\$\{)/

/** @param isBlank there is nothing to see, so that the page loads itself again for something that its scripts hide */
function setsCookieAndLoads(scripts: string, isBlank: boolean): boolean {
  const at = scripts.search(cookieSet)
  return at < 0 ? isBlank && pageReloaded.test(scripts) : pageLoaded.test(scripts.slice(at))
}

/** What a script says in an alert. */
const scriptAlert = /\balert\s*\(\s*(["'`])((?:(?!\1)[^\\]|\\.){2,200})\1\s*\)/
const turnsBack = /\bhistory\.(?:back|go)\s*\(|\bwindow\.close\s*\(/

/** What readers see of a page whose script says something and sends them back. */
const saidByScript = (scripts: string): string => (turnsBack.test(scripts) ? (scriptAlert.exec(scripts)?.[2] ?? '') : '')

/** Words of a page that is about to lead elsewhere. */
const promisesToLead = /redirect|moved|click here|follow the link|if you are not|weiterleit|automatically|跳转|转到/i

/** Two slashes at the start of a string, or in an address, begin none. One that is never closed takes the rest. */
const comments = /\/\*[\s\S]*?(?:\*\/|$)|(^|[^:"'`\\])\/\/[^\n]*/g

/** What may come before an address on whose loading nothing depends: nothing, or the end of another statement. */
const conditional = /(?:&&|\|\||[?:=]|=>|\b(?:if|else)\b[^;{}]*)\s*$/

/** Whether both of a pair occur equally often. */
const isBalanced = (text: string, [opening, closing]: string): boolean =>
  text.split(opening ?? '').length === text.split(closing ?? '').length

/** Whether code runs as soon as it is read: in no function, argument, condition or string. */
function runsAtOnce(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const isQuoted = ['"', "'", '`'].some((quote) => line.split(quote).length % 2 === 0)
  return isBalanced(before, '{}') && isBalanced(before, '()') && !isQuoted && !conditional.test(before.slice(-300))
}

/**
 * Where the scripts of a page lead. Code that may never run counts only on a page that has nothing else to show, or says that it
 * leads elsewhere.
 */
function scriptTarget(scripts: string, text: string, rich: boolean): string | undefined {
  const code = scripts.replace(comments, '$1')
  const match = scriptRedirect.exec(code)
  if (match === null) return undefined
  const isCertain = runsAtOnce(code.slice(0, match.index + 1))
  return isCertain || (text === '' && !rich) || promisesToLead.test(text) ? match[2]?.replaceAll('\\/', '/') : undefined
}

export function readPage(html: string): Page {
  let title = ''
  let hasTitle = false
  let heading = ''
  let text = ''
  let scholarly = false
  let passwordForm = false
  let asksForWords = false
  let rich = false
  let refresh: Page['refresh']
  let base: string | undefined
  let scripts = ''
  let longest = 0
  let declared: Page['declared']
  let shows404 = false
  let offersFile = false
  let lower = ''
  let lowerHeadings = 0
  /** The text with its code, once there is some: elsewhere that is masked. */
  let whole: string | undefined
  let prose = 0
  /** Inside an element that is not shown: its tag, and how many of that tag are open. */
  let hidden = ''
  let hiddenDepth = 0
  const open: string[] = []
  /** What comes next makes no sentence with what came before. */
  let isApart = false
  let isAfterLink = false
  const parser = createHtmlReader({
    onopentag(name, attributes) {
      // Links side by side are a menu.
      isApart ||= apart.has(name) || (name === 'a' && isAfterLink)
      if (hiddenDepth > 0) hiddenDepth += name === hidden ? 1 : 0
      else if (!voids.has(name) && (attributes['hidden'] !== undefined || /display:\s*none/i.test(attributes['style'] ?? ''))) {
        hidden = name
        hiddenDepth = 1
      }
      declared ??= declaredBy(name, attributes)
      if (invisible.has(name) || name === 'title' || headings.has(name) || siteParts.has(name) || code.has(name)) {
        open.push(name)
        if (name !== 'h1' && headings.has(name)) lowerHeadings++
      }
      if (name === 'body' && attributes['onload'] !== undefined) scripts += `${attributes['onload']};`
      if (name === 'meta') {
        const key = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase()
        if (/^(?:citation_|dc\.|prism\.|eprints\.|bepress_citation_)/.test(key)) scholarly = true
        // A refresh for readers without scripts leads nobody else.
        if (attributes['http-equiv']?.toLowerCase() === 'refresh' && !open.includes('noscript'))
          refresh ??= parseRefresh(attributes['content'] ?? '')
      } else if (name === 'a') offersFile ||= linkedFile.test(attributes['href'] ?? '')
      else if (name === 'base') base ??= attributes['href']
      else if (name === 'input' && (attributes['type']?.toLowerCase() === 'password' || attributes['name']?.startsWith('SAMLRe') === true))
        passwordForm ||= !open.some((one) => siteParts.has(one))
      else if (name === 'textarea' || name === 'select' || (name === 'input' && /^(?:text|email|tel)?$/i.test(attributes['type'] ?? '')))
        asksForWords = true
      else if (name === 'iframe' || name === 'frame' || name === 'object' || name === 'embed' || name === 'video' || name === 'canvas')
        rich = true
      else if (name === 'img' || name === 'svg' || (name === 'script' && attributes['src'] !== undefined)) rich = true
    },
    onclosetag(name) {
      isApart ||= apart.has(name)
      isAfterLink ||= name === 'a'
      if (hiddenDepth > 0 && name === hidden) hiddenDepth--
      const at = open.lastIndexOf(name)
      if (at >= 0) open.length = at
      if (name === 'title' && !open.includes('svg')) hasTitle = true
    },
    ontext(data) {
      const isCode = code.has(open.at(-1) ?? '')
      const inside = isCode ? open.findLast((one) => !code.has(one)) : open.at(-1)
      // Drawings have titles of their own; of two page titles the first counts.
      if (open.includes('title')) title += hasTitle || open.includes('svg') ? '' : data
      else if (inside === 'script') {
        if (scripts.length < maxTextLength) scripts += data
      } else if (hiddenDepth === 0 && !open.some((name) => invisible.has(name)) && text.length < maxTextLength) {
        if (data.trim() !== '') {
          if (isApart && text !== '') {
            text = text.trimEnd() + boundary
            if (whole !== undefined) whole = whole.trimEnd() + boundary
          }
          isApart = false
          isAfterLink = false
        }
        if (data.length > longest / denseWeight) longest = Math.max(longest, weightOf(data))
        shows404 ||= /^\s*(?:error )?404(?: error)?[\s.!]*$/i.test(data)
        if (inside === 'h1' && heading.length < 300) heading += data
        else if (lowerHeadings === 1 && inside !== undefined && headings.has(inside) && lower.length < 300) lower += data
        if (isCode) whole = `${whole ?? text}${data} `
        else {
          if (whole !== undefined) whole += `${data} `
          if (prose < leastProse && !open.some((one) => siteParts.has(one))) prose += data.trim().length
        }
        text += `${isCode ? data.replace(/\S/g, '·') : data} `
      }
    },
  })
  parser.write(html)
  parser.end()
  const shown = collapse(prose < leastProse ? (whole ?? text) : text)
  const turnedBack = shown === '' && !rich ? collapse(saidByScript(scripts)) : ''
  const visible = shown === '' ? turnedBack : shown
  if (visible.length < 200 && loginPath.test(`/${scriptLeadsBack.exec(scripts)?.[2] ?? ''}`)) passwordForm = true
  declared ??= declaredIn(scripts)
  const scriptTo = visible.length < 200 && scripts !== '' ? scriptTarget(scripts, visible, rich) : undefined
  return {
    title: collapse(title).slice(0, 500),
    heading: collapse(heading === '' ? lower : heading).slice(0, 500),
    text: visible,
    scholarly,
    passwordForm,
    asksForWords,
    longest,
    shows404,
    offersFile,
    ...(declared !== undefined && {declared}),
    turnedBack: turnedBack !== '',
    asksForCookie: visible.length < 100 && !rich && setsCookieAndLoads(scripts, visible === ''),
    rich,
    ...(refresh !== undefined && {refresh}),
    ...(scriptTo !== undefined && {scriptTo}),
    ...(base !== undefined && {base}),
  }
}

const lostClass = /(?:^|\s)(error-?404|page-?404|page-?not-?found)(?:\s|$)/i

/** Text that is all of a page. */
export const pageOfText = (text: string): Page => ({
  title: '',
  heading: text,
  text,
  scholarly: false,
  passwordForm: false,
  asksForWords: false,
  longest: text.length,
  shows404: false,
  offersFile: false,
  turnedBack: false,
  asksForCookie: false,
  rich: false,
})

/** Marks of content systems. Sources: WordPress, `body_class()` and its themes' `404.php`; DSpace; Prerender's documentation; Next.js, `next-error`. */
function declaredBy(name: string, attributes: Readonly<Record<string, string>>): Page['declared'] {
  const lost = lostClass.exec(attributes['class'] ?? '')?.[1]
  if (lost !== undefined) return {says: lost, certain: name === 'body' && /^error/i.test(lost)}
  if (name !== 'meta') return undefined
  const key = attributes['name']?.toLowerCase() ?? attributes['property']?.toLowerCase()
  const content = attributes['content'] ?? ''
  if (key === 'prerender-status-code' && /^\s*(?:404|410)\s*$/.test(content))
    return {says: `prerender-status-code: ${content}`, certain: true}
  if (key === 'next-error' && content === 'not-found') return {says: 'next-error: not-found', certain: true}
  if ((key === 'og:title' || key === 'twitter:title') && isWholly(content, notFoundPhrase)) return {says: content, certain: false}
  return undefined
}

/** The state that frameworks send along. Sources: Next.js, `__NEXT_DATA__`; Nuxt, `window.__NUXT__`; Gatsby, `window.pagePath`, whose 404 page may still become another. */
function declaredIn(scripts: string): Page['declared'] {
  if (/"page":"\/404"/.test(scripts) || (/"page":"\/_error"/.test(scripts) && /"statusCode":404/.test(scripts)))
    return {says: 'page: /404', certain: true}
  if (/__NUXT__/.test(scripts) && /["']?error["']?:\s*\{[^{}]{0,200}statusCode["']?:\s*404/.test(scripts))
    return {says: 'statusCode: 404', certain: true}
  return /\bpagePath\s*=\s*["']\/404(?:\.html|\/)?["']/.test(scripts) ? {says: 'pagePath: /404', certain: false} : undefined
}

/** A character of Chinese or Japanese says as much as two letters, at least. */
const dense = /[\u3040-\u30ff\u3400-\u9fff]/g
const denseWeight = 2
const weightOf = (text: string): number => text.length + (denseWeight - 1) * (text.match(dense)?.length ?? 0)

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export interface FragmentReader {
  /** Takes HTML as it comes; true once all wanted fragments were seen, or the parser gave up. */
  push(chunk: Buffer): boolean
  /** The wanted fragments not seen so far. */
  missing(): ReadonlySet<string>
  /** The HTML does not tell which fragments there are: a script draws the page or handles them, or it is no page at all. */
  isScripted(): boolean
}

/** Looks for the ids and names given as `fragments`, which are decoded, and reads no further than needed. */
export function readFragments(fragments: Iterable<string>, contentType = ''): FragmentReader {
  const wanted = new Set(fragments)
  let decoder: PageDecoder | undefined
  let textLength = 0
  let shellRoot = false
  let hasScript = false
  let mindsFragments = false
  /** What is in a template is no part of the page until a script puts it there. */
  let templates = 0
  const unused: string[] = []
  const inside: string[] = []
  const see = (id: string | undefined): void => {
    if (id === undefined) return
    if (templates > 0) unused.push(id)
    else found(id)
  }
  const found = (id: string): void => {
    wanted.delete(id)
    if (id.includes('%')) wanted.delete(idOf(id)) // Browsers look for the fragment as it is written first.
    // Code hosts prefix the ids in users' documents, and scroll to them by a script.
    if (id.startsWith('user-content-')) wanted.delete(id.slice('user-content-'.length))
  }
  const parser = createHtmlReader({
    onopentag(name, attributes) {
      if (name === 'template') templates++
      see(attributes['id'])
      if (name === 'a' || name === 'map') see(attributes['name'])
      if (name === 'script' || name === 'style' || name === 'noscript') inside.push(name)
      if (name === 'script') hasScript = true
      if (name === 'meta' && attributes['property'] === 'og:site_name' && scriptFragmentSites.test(attributes['content'] ?? ''))
        mindsFragments = true
      if (/^(?:app|root|__next|__nuxt|gatsby|q-app|main-app|___gatsby)$/.test(attributes['id'] ?? '') || name === 'app-root')
        shellRoot = true
    },
    onclosetag(name) {
      if (name === 'template') templates--
      if (inside.at(-1) === name) inside.pop()
    },
    ontext(data) {
      if (inside.length === 0) textLength += data.trim().length
      else if (inside.at(-1) === 'script' && /location\.hash|hashchange|\.id\s*=\s*["'`]/.test(data)) mindsFragments = true
    },
  })
  return {
    push(chunk) {
      decoder ??= decoderFor(contentType, chunk)
      parser.write(decoder.decode(chunk, {stream: true}))
      return wanted.size === 0 || parser.gaveUp
    },
    missing() {
      if (hasScript) unused.forEach(found)
      return wanted
    },
    isScripted: () => parser.gaveUp || mindsFragments || shellRoot || textLength === 0 || (hasScript && textLength < 100),
  }
}

/** Does a fragment need a matching id? Not an empty one, `#top`, text fragments, hash-bang routes, PDF parameters, line anchors, media times. */
export function isJudgeable(fragment: string): boolean {
  if (fragment === '' || fragment.toLowerCase() === 'top') return false
  if (fragment.includes(':~:')) return false
  if (/^[!/]/.test(fragment)) return false
  if (
    /^(?:page|nameddest|zoom|view|search|toolbar|pagemode|xywh|t|svgView)=/i.test(fragment) ||
    fragment.includes('=') ||
    fragment.includes('&')
  )
    return false
  return !/^(?:L|lines?-)?\d+(?:[-,:]L?\d+)?$|^L\d+(?:C\d+)?-L\d+(?:C\d+)?$|^(?:diff|issuecomment|discussioncomment|pullrequestreview|discussion_r|issue)-?\w*\d/.test(
    fragment,
  )
}

/** The id that a fragment means: percent-decoded where that is possible. */
export const idOf: (fragment: string) => string = decoded
