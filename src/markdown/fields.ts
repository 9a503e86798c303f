/** Runs → what they say of a paper: name, title, venue, year, authors. The one place that knows how lists write an entry. */
import type {Identity} from '../core/identity.ts'
import type {Span} from '../core/place.ts'
import {type Role, roleOfLabel, roleOfUrl} from '../core/role.ts'
import {normalizedTitle} from '../core/title.ts'
import {findVenue, venueOf} from '../core/venue.ts'
import {identityOfLink, type Link} from './links.ts'
import type {Run} from './runs.ts'

/** A piece of an entry's text with its place. */
export interface Field extends Span {
  readonly text: string
}

/** A title, with the form in which titles are compared, which many rules need. */
export interface Title extends Field {
  readonly normal: string
}

/** A venue as written, e.g. `CVPR 2021` in `**(CVPR 2021)**`; the span is that of the run it stands in. */
export interface Venue extends Field {
  /** The venue's word alone, e.g. `NIPS`. */
  readonly name: Field
  /** Four digits. */
  readonly year: number | undefined
  /** `Oral`, `Workshop`, `Findings`, … */
  readonly track: string | undefined
}

export interface EntryLink {
  readonly role: Role
  readonly link: Link
  readonly identity: Identity | undefined
  /** The link's text is no role word: a title, a name, a venue. */
  readonly labelled: boolean
}

export interface Fields {
  name: Field | undefined
  title: Title | undefined
  /** The title is only the plain text around: nothing marks it as one. */
  plainTitle: boolean
  venue: Venue | undefined
  year: number | undefined
  authors: readonly Field[]
  links: EntryLink[]
}

/** Which fields a table's column gives to its cells. */
export type ColumnRole = 'title' | 'code' | 'venue' | 'date' | 'name' | 'media' | 'other' | 'index' | 'ignored'

const emoji = /:[a-z0-9_+-]+:|\p{Extended_Pictographic}|\u200d|\ufe0f|\u20e3/giu
const quoted = /[“"«「]([^“”"«»「」]{8,})[”"»」]/u
const date = /^\W*(?:\d{1,2}[/.-])?(?:(?:19|20)\d\d)(?:[/.-]\d{1,2}){0,2}\W*$/

const cleanAlready = /^(?!paper:|title:|paper title:)[A-Z](?:[A-Za-z0-9,;!?+'()/-]+ |[A-Za-z0-9-]+: )*[A-Za-z0-9'()/-]*[A-Za-z0-9!?]$/i

/** Decoded, trimmed text of a title: outer quotes, one final period, emoji and Markdown escapes are not part of it. */
export function cleanTitle(text: string): string {
  // Most titles are words and plain punctuation, with or without a period.
  const words = text.endsWith('.') ? text.slice(0, -1) : text
  if (cleanAlready.test(words)) return words
  let title = text
  if (titleLabel.test(title)) title = title.replace(titleLabel, '')
  if (title.includes(':') || /[^\x20-\x7e]/.test(title)) title = title.replace(emoji, ' ')
  if (title.includes('\\')) title = title.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  if (title.includes('&')) title = title.replace(/&amp;/g, '&').replace(/&nbsp;/g, ' ')
  if (/[*_`]/.test(title)) title = title.replace(/\*\*|__|`/g, '').replace(/^[*_]+|[*_]+$/g, '')
  title = title
    .replace(/\s+/g, ' ')
    .replace(/\s*\(@[^()]*\)?\s*$/, '')
    .trim()
  title = title.replace(/^["“”'‘«「]+|["“”'’»」]+$/gu, '').trim()
  if (title.startsWith('[') && title.endsWith(']') && !title.slice(1, -1).includes('[')) title = title.slice(1, -1).trim()
  return title.replace(/\s*[.,;]$/, '').trim()
}

/** Words of a text: runs of letters and digits; a CJK text counts one word for every two characters. */
export function wordCount(text: string): number {
  let count = 0
  let inside = false
  let wide = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x3040 && code <= 0x9fff) {
      wide++
      inside = false
      continue
    }
    const letter = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 0xbf
    // Hyphens and apostrophes hold a word together.
    if (letter && !inside) count++
    inside = letter || (inside && (code === 45 || code === 39 || code === 0x2019))
  }
  return count + Math.floor(wide / 2)
}

// Words that titles are made of and names are not.
const titleWords = new RegExp(
  `(?<![A-Za-z\\u00c0-\\u1fff\\u3040-\\ud7ff])(?:a|an|the|of|for|in|on|with|via|using|from|to|by|is|are|at|towards?|as|into|through|under|without|based|aware|${[
    'learning|network|networks|neural|deep|model|models|modeling|language|vision|visual|image|images|video|videos|graph|graphs|data|dataset',
    'training|pretraining|attention|transformer|transformers|generation|generative|estimation|detection|segmentation|recognition|tracking',
    'classification|representation|representations|adaptation|clustering|retrieval|reasoning|survey|analysis|object|objects|scene|human',
    'motion|robot|robotic|policy|control|planning|optimization|search|prediction|memory|knowledge|efficient|adversarial|contrastive|supervised',
    'self-supervised|unsupervised|semi-supervised|multimodal|federated|privacy|attack|attacks|diffusion|synthesis|reconstruction|alignment',
  ].join('|')})(?![A-Za-z\\u00c0-\\u1fff\\u3040-\\ud7ff])`,
  'iu',
)
// The opening of a remark about papers or about the list itself.
const proseOpening =
  /^(?:(?:we|our|i) (?:\w+ly )?(?:have|has|had|release[sd]?|provide|propose|present|introduce|updated?|are|were|was|will|also|add(?:ed)?|maintain|collect|summari[sz]e|survey|paper|work|recent|latest|team|new)\b|this (?:is|repo|repository|list|page|section)\b|please\b|(?:if|when) you\b|(?:more|other|see) (?:details|papers|also)\b|(?:has|have|had|is|are|was|were|can|will|and|or|but|which|that|where)\s|(?:介绍|动机|方法|摘要|思路|核心|简介|任务|作者|会议))|[，。；]/iu
const titleLabel = /^\W*(?:论文(?:名称|题目|标题)?|标题|题目|paper|title|paper title)\s*[:：]\s*/i
const personName =
  /^(?:and |& )?[A-Z\u00c0-\u00de\u0391-\u03ab\u0410-\u042f][A-Za-z\u00c0-\u1fff\u3040-\ud7ff.'’*†‡-]*(?:[ \u00a0][A-Za-z\u00c0-\u1fff\u3040-\ud7ff.'’*†‡-]+){0,4}(?: et al\.?)?\W*\d*$/u

/** Whether a text is a list of people rather than a title. */
export function looksLikeAuthors(text: string): boolean {
  if (!/[,;，、&]| and |\bet\.? ?al\b/i.test(text)) return false
  const trimmed = text.replace(/^[\s*_(（[]+|[\s*_)）\].]+$/g, '').replace(/\\\*/g, '')
  if (/\bet\.? ?al\b/i.test(trimmed) && trimmed.length < 80) return true
  const parts = trimmed
    .split(/[,;，、]| and | & /)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length < 2) return false
  const people = parts.filter((part) => part.length < 40 && personName.test(part) && !titleWords.test(part)).length
  return (
    people / parts.length >= (parts.length >= 3 ? 0.75 : 1) && (parts.length >= 3 || parts.every((part) => /^\S+ \S+(?: \S+)?$/.test(part)))
  )
}

/** Words with a letter in them: sizes and versions, `OPT-1.3|6.7|13|30`, are none. */
function tellingWords(text: string): number {
  return wordCount(
    /\d/.test(text) ? text.replace(/(?<![A-Za-z\u00c0-\u1fff\u3040-\ud7ff])[\d.]+(?![A-Za-z\u00c0-\u1fff\u3040-\ud7ff])/gu, ' ') : text,
  )
}

/** Whether a text can be a paper's title by itself. */
function looksLikeTitle(text: string, leastWords: number): boolean {
  if (text.length < 6 || tellingWords(text) < leastWords || proseOpening.test(text.replace(/^[\s[(]*(?:[\d./-]+[\])])?\s*/, '')))
    return false
  if (/^(?:https?:|www\.)/i.test(text) || date.test(text)) return false
  if (roleOfLabel(text) !== undefined || looksLikeAuthors(text)) return false
  // Words enough for a title remain whatever venue stands among them.
  if (text.length > 60) return true
  const venue = findVenue(text)
  return venue === undefined || wordCount(text.slice(0, venue.start) + text.slice(venue.end)) >= leastWords
}

const mostRuns = 2000

/** Read the fields of one entry from its runs. */
export function fieldsOf(runs: readonly Run[]): Fields {
  // A paragraph of thousands of links is an index or an attack, and no entry.
  if (runs.length > mostRuns)
    return {name: undefined, title: undefined, plainTitle: false, venue: undefined, year: undefined, authors: [], links: []}
  const links = linksOf(runs)
  const leading = leadingName(runs)
  const title = titleOf(runs, leading?.next ?? 0, links)
  const venue = venueIn(runs, title)
  return {
    name: leading?.field ?? nameAround(runs, title?.field, links),
    title: title?.field,
    plainTitle: title?.plain ?? false,
    venue,
    year: venue?.year ?? yearIn(runs),
    authors: authorsIn(runs, title),
    links,
  }
}

function linksOf(runs: readonly Run[]): EntryLink[] {
  const links: EntryLink[] = []
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index]
    const link = run?.link
    if (run === undefined || link === undefined || (run.style === 'image' && link.image)) continue
    const identity = identityOfLink(link)
    const bare = link.kind === 'autolink' || link.text.startsWith('http')
    const label = bare ? labelBefore(runs, index) : run.text
    const byLabel = label === undefined ? undefined : roleOfLabel(label)
    // A venue as the text of a link, `[[CVPR2020]](…)`, leads to the paper or to where its host says.
    const byUrl = byLabel === undefined || byLabel === 'project' ? roleOfUrl(link.address, identity) : undefined
    // `[page]` before an arXiv address is the paper's page.
    const role = byLabel === undefined || (byLabel === 'project' && byUrl === 'paper') ? (byUrl ?? 'other') : byLabel
    links.push({role, link, labelled: !bare && byLabel === undefined, identity})
  }
  // Entries keep them: a copy has no room reserved for more.
  return links.slice()
}

/** `Paper: https://…`: the word before a bare address. */
function labelBefore(runs: readonly Run[], index: number): string | undefined {
  const before = runs[index - 1]
  if (before === undefined || before.style === 'break') return undefined
  return /([A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9 ]{2,24})\s*[:：(（[]?\s*$/u.exec(before.text)?.[1]
}

interface Leading {
  readonly field: Field
  readonly next: number
}

/** The tag or name at the beginning: `**[ Tag ]**`, `**Name**:`, `[Name]`, `Name -`. */
function leadingName(runs: readonly Run[], from = 0): Leading | undefined {
  let index = from
  while (index < runs.length && (runs[index]?.style === 'image' || /^[\s*•·\d.)–-]*$/.test(plainTextOf(runs[index])))) index++
  const run = runs[index]
  if (run === undefined) return undefined
  if (run.style === 'strong') {
    const inner = /^\s*[[【]\s*(.*?)\s*[\]】]\s*$/s.exec(run.text)?.[1]
    if (inner !== undefined) {
      if (/^\d+$/.test(inner)) return leadingName(runs, index + 1)
      return isName(inner) ? {field: {text: inner, start: run.start, end: run.end}, next: index + 1} : undefined
    }
    const following = runs[index + 1]?.text ?? ''
    const colon = /^\s*[:：]/.test(following) || /[:：]\s*$/.test(run.text)
    const text = run.text.replace(/[:：]\s*$/, '').trim()
    if (colon && isName(text)) return {field: {text, start: run.start, end: run.end}, next: index + 1}
    return undefined
  }
  if (run.style === 'plain') {
    const bracket = /^\s*\[\s*([^[\]]{1,40}?)\s*\]\s*(?=\S|$)/.exec(run.text)
    if (bracket?.[1] !== undefined && isName(bracket[1])) {
      const start = run.textStart + run.text.indexOf('[')
      return {field: {text: bracket[1], start, end: start + bracket[0].trim().length}, next: index}
    }
    const dash = /^\s*([^\s[\]][^[\]]{0,30}?)\s+[-–—]\s*$/.exec(run.text)
    const after = runs[index + 1]
    if (dash?.[1] !== undefined && after?.style === 'link' && isName(dash[1])) {
      const start = run.textStart + run.text.indexOf(dash[1])
      return {field: {text: dash[1], start, end: start + dash[1].length}, next: index + 1}
    }
  }
  return undefined
}

/** A short proper name: no role word, no date, no venue, no number. */
function isName(text: string): boolean {
  return (
    text !== '' &&
    text.length <= 40 &&
    wordCount(text) <= 4 &&
    /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]/u.test(text) &&
    !date.test(text) &&
    roleOfLabel(text) === undefined &&
    findVenue(text) === undefined &&
    // Names have a capital or a digit; `this paper` is none.
    /[A-Z0-9\u00c0-\u00de\u0391-\u03ab\u0410-\u042f\u3040-\ud7ff]/.test(text) &&
    !/^https?:/i.test(text)
  )
}

function plainTextOf(run: Run | undefined): string {
  return run === undefined || run.style === 'link' || run.style === 'code' || run.style === 'strong'
    ? 'x'
    : run.style === 'break'
      ? ''
      : run.text
}

interface FoundTitle {
  readonly field: Title
  readonly run: Run
  /** Nothing marks it as a title. */
  readonly plain: boolean
}

function titleField(written: string, start: number, end: number): Title {
  const text = cleanTitle(written)
  return {text, normal: normalizedTitle(text), start, end}
}

function titleOf(runs: readonly Run[], from: number, links: readonly EntryLink[]): FoundTitle | undefined {
  const paperLinks = new Set(links.filter(({role, labelled}) => labelled && role === 'paper').map(({link}) => link))
  const marked = (run: Run, text = run.text, start = run.textStart): FoundTitle => ({
    field: titleField(withoutVenue(text), start, start + text.length),
    run,
    plain: false,
  })
  // The text of the link that leads to the paper, then of any link that is not known to lead elsewhere.
  const byLink = runs.find((run) => run.style === 'link' && run.link && paperLinks.has(run.link) && looksLikeTitle(run.text, 3))
  if (byLink !== undefined) return marked(byLink)
  const quote = runs.find(
    (run) => (run.style === 'plain' || run.style === 'strong' || run.style === 'emphasis') && quotedTitle(run.text) !== undefined,
  )
  if (quote !== undefined) {
    const text = quotedTitle(quote.text) ?? ''
    return marked(quote, text, quote.textStart + quote.text.indexOf(text))
  }
  const strong = runs.find(
    (run, index) =>
      index >= from &&
      run.strong &&
      run.style !== 'link' &&
      run.style !== 'image' &&
      run.style !== 'code' &&
      looksLikeTitle(run.text, 3) &&
      !/^\W*\[.*\]\W*$/.test(run.text),
  )
  const plain = plainTitle(runs, from)
  if (strong !== undefined && (plain === undefined || strong.start < plain.field.start || wordCount(plain.field.text) < 4))
    return marked(strong)
  if (plain !== undefined) return plain
  const anyLink = runs.find(
    (run) => run.style === 'link' && run.link && !run.link.image && roleOfLabel(run.text) === undefined && looksLikeTitle(run.text, 3),
  )
  if (anyLink !== undefined) return marked(anyLink)
  const italic = runs.find((run) => run.style === 'emphasis' && looksLikeTitle(run.text, 4))
  return italic === undefined ? undefined : marked(italic)
}

function quotedTitle(text: string): string | undefined {
  const inner = quoted.exec(text)?.[1]
  return inner !== undefined && looksLikeTitle(inner, 3) ? inner : undefined
}

/** `Title (CVPR 2021)` as the text of a link: the title ends before the parenthesis. */
function withoutVenue(text: string): string {
  const match = /^(.{6,}?)\s*[([（【]([^()[\]（）【】]{3,40})[)\]）】]\W*$/su.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return text
  return findVenue(match[2]) !== undefined || date.test(match[2]) ? match[1] : text
}

/** The plain text at the beginning of a line, behind tag, labels and pictures, up to the first venue, role link or line break. */
function plainTitle(runs: readonly Run[], from: number): FoundTitle | undefined {
  let atStart = true
  for (let index = from; index < runs.length; index++) {
    const run = runs[index]
    if (run === undefined) break
    if (run.style === 'break') atStart = true
    // Text behind a link that is no label is a remark.
    else if (
      run.style === 'link' &&
      roleOfLabel(run.text) === undefined &&
      findVenue(run.text) === undefined &&
      run.link?.kind !== 'autolink'
    )
      atStart = false
    if (run.style !== 'plain') continue
    if (atStart) {
      let text = run.text
      let start = run.textStart
      const lead = startsPlainly.test(text) ? (/^\s/.test(text) ? ' ' : '') : (plainLead.exec(text)?.[0] ?? '')
      if (lead.length < text.length) {
        text = text.slice(lead.length)
        start += lead.length
      }
      // `2021-CVPR - Title`: the venue stands before.
      const ahead = /^\S{3,10}\s+[-–—:|]\s+/.exec(text)?.[0] ?? ''
      if (ahead !== '' && findVenue(ahead) !== undefined) {
        text = text.slice(ahead.length)
        start += ahead.length
      }
      const cut = cutTitle(text)
      // Titles begin with a capital, or with a name such as `pFedMe`.
      const capital =
        !/^[a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f][a-z\u00df-\u00ff\u03b1-\u03c9\u0430-\u044f!-/:-@[-`{-~]*(?:\s|$)/u.test(cut)
      if (capital && /[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{3}/u.test(cut) && looksLikeTitle(cut, 3))
        return {field: titleField(cut, start, start + cut.length), run, plain: true}
    }
    if (/[A-Za-z\u00c0-\u1fff\u3040-\ud7ff]{3}/u.test(run.text)) atStart = false
  }
  return undefined
}

// Two words, the first of them with a capital, and no colon behind it: nothing stands before the title.
const startsPlainly = /^ ?[A-Z][A-Za-z-]* [A-Za-z]/

// Numbers, dates, emoji, brackets and `Paper:` before a title.
const plainLead =
  /^(?:\s|:[a-z0-9_+-]+:|\p{Extended_Pictographic}|\ufe0f|\[[^[\]]{1,40}\](?=\s|\S)|[([（]?(?:19|20)\d\d(?:[-–./]\d+)*[)\]）]?|[\])}]+|[|,:：.–—-]|\((?:[^()]{1,20})\)\s*(?=\[|:)|(?:论文(?:名称|题目)?|标题|paper|title)\s*[:：])+/iu

/** Where a plain title ends: at a separator, a bracket that opens a link or a venue, a sentence end before names. */
function cutTitle(text: string): string {
  let cut = text
  if (/[[【|｜]/.test(cut)) {
    const bracket = /\s*[[【]{1,2}\s*$|\s*[|｜]/.exec(cut)
    if (bracket !== null) cut = cut.slice(0, bracket.index)
  }
  if (/[([（]/.test(cut)) {
    const group = /\s*[([（]([^()[\]（）]{2,60})[)\]）]/.exec(cut)
    if (group?.[1] !== undefined && (findVenue(group[1]) !== undefined || /^\W*(?:19|20)\d\d\W*/.test(group[1])))
      cut = cut.slice(0, group.index)
  }
  if (/\d\d/.test(cut)) {
    const venue = findVenue(cut)
    if (venue?.year !== undefined && venue.start > 8 && /[,.;-]\s*(?:in\s+)?\W*$/i.test(cut.slice(0, venue.start)))
      cut = cut.slice(0, venue.start)
  }
  if (/[.。]\s/.test(cut)) {
    const sentence = /(?<!\b(?:vs|al|etc|i\.e|e\.g|[A-Za-z]))[.。]\s+(?=[A-Z\u00c0-\u00de])/.exec(cut)
    if (sentence !== null && wordCount(cut.slice(0, sentence.index)) >= 3) cut = cut.slice(0, sentence.index + 1)
  }
  return cut.replace(/[\s,;:([{（【–—-]+$/, '')
}

function venueIn(runs: readonly Run[], title: FoundTitle | undefined): Venue | undefined {
  let found: Venue | undefined
  for (const run of runs) {
    if (run.style === 'break' || run.text.length < 3 || (run === title?.run && run.style !== 'link' && run.style !== 'plain')) continue
    // In the title's own run only what stands before or behind the title counts.
    const own = run === title?.run && run.style !== 'link'
    const skip = own ? title.field.end - run.textStart : 0
    const text = skip > 0 ? run.text.slice(skip) : run.text
    const ahead = own ? findVenue(run.text.slice(0, title.field.start - run.textStart)) : undefined
    const match = ahead ?? (run === title?.run && !own ? trailingVenue(text) : findVenue(text))
    if (match === undefined) continue
    // `[arXiv]` and `arXiv: …` say where a link leads, not where the paper appeared.
    if (match.year === undefined && (found !== undefined || venueOf(match.name.text)?.kind === 'preprint')) continue
    const offset = run.textStart + (ahead === undefined ? skip : 0)
    const whole = run.style !== 'plain'
    found = {
      text: (ahead === undefined ? text : run.text).slice(match.start, match.end),
      start: whole ? run.start : offset + match.start,
      end: whole ? run.end : offset + match.end,
      name: {text: match.name.text, start: offset + match.name.start, end: offset + match.name.end},
      year: match.year,
      track: match.track,
    }
    if (match.year !== undefined) return found
  }
  return found
}

/** A year alone in parentheses, `(2015)` or `(Nov., 2024)`. */
function yearIn(runs: readonly Run[]): number | undefined {
  for (const run of runs) {
    if (run.link !== undefined || run.text.length < 6) continue
    const match = /[([（][^()[\]]{0,6}?((?:19|20)\d\d)\s*[)\]）]/.exec(run.text)
    if (match?.[1] !== undefined) return Number(match[1])
  }
  return undefined
}

/** Most entries name no authors: they share this. */
const nobody: readonly Field[] = []

function authorsIn(runs: readonly Run[], title: FoundTitle | undefined): readonly Field[] {
  let authors = nobody
  for (const run of runs) {
    if (run === title?.run || run.text.length < 9 || (run.style !== 'emphasis' && run.style !== 'plain')) continue
    if (looksLikeAuthors(run.text)) authors = [...authors, {text: run.text.trim(), start: run.start, end: run.end}]
  }
  return authors
}

/** A venue in parentheses at the end of a link's text: `Spark (ICLR 2023)`. */
function trailingVenue(text: string): ReturnType<typeof findVenue> {
  const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('['))
  if (open <= 0) return undefined
  const match = findVenue(text.slice(open))
  if (match === undefined) return undefined
  const shift = <T extends Span>(span: T): T => ({...span, start: span.start + open, end: span.end + open})
  return {...shift(match), name: shift(match.name)}
}

/** A name elsewhere: a table's `Name (VENUE YEAR)` link, or `(Name)` behind the title's link. */
function nameAround(runs: readonly Run[], title: Field | undefined, links: readonly EntryLink[]): Field | undefined {
  if (title === undefined) {
    const paper = runs.find(
      (run) => run.style === 'link' && links.some(({link, role, labelled}) => link === run.link && role === 'paper' && labelled),
    )
    const text = paper === undefined ? '' : paper.text.replace(/\s*[([（].*$/s, '').trim()
    if (paper !== undefined && isName(text)) return {text, start: paper.start, end: paper.end}
    return undefined
  }
  const at = runs.findIndex((run) => run.link !== undefined && run.textStart === title.start)
  const after = at < 0 ? undefined : runs[at + 1]
  const match = after?.style === 'plain' ? /^\s*\(([^()]{2,30})\)/.exec(after.text) : null
  if (after === undefined || match?.[1] === undefined || !isName(match[1]) || /^\d|\bet al|,/.test(match[1])) return undefined
  const start = after.textStart + match[0].indexOf('(')
  return {text: match[1], start, end: start + match[1].length + 2}
}
