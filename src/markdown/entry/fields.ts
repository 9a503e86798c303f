/** Runs → what they say about a paper: name, title, venue, year, authors. */

import {roleOfLabel, roleOfUrl} from '../../core/link/role.ts'
import {declaredName} from '../../core/paper/title.ts'
import {findVenue} from '../../core/paper/venue.ts'
import {identityOfLink} from '../links.ts'
import {authorsIn, piecesOf, yearIn} from './beside-title.ts'
import type {EntryLink, Field, Title, Venue} from './field.ts'
import {titleOf} from './find-title.ts'
import {venueIn} from './find-venue.ts'
import {declaredAt, type FoundTitle} from './plain-title.ts'
import type {Run} from './runs.ts'
import {isInSentence} from './sentence.ts'
import {hasWords, isName, isPerson, looksLikeTitle} from './wording.ts'

export interface Fields {
  name: Field | undefined
  title: Title | undefined
  /** Nothing marks the title as one: it is plain text. */
  plainTitle: boolean
  venue: Venue | undefined
  year: number | undefined
  authors: readonly Field[]
  links: EntryLink[]
}

const mostRuns = 2000
/** Of a run, in UTF-16 units: the patterns that classify texts take time quadratic in their length. */
export const longestText = 4000

/** Read the fields of one entry from its runs. */
export function fieldsOf(all: readonly Run[]): Fields {
  // A paragraph of thousands of links is an index or an attack, not an entry.
  if (all.length > mostRuns)
    return {name: undefined, title: undefined, plainTitle: false, venue: undefined, year: undefined, authors: [], links: []}
  // And a text of several pages is no title, name or list of people.
  const runs = all.some(({text}) => text.length > longestText)
    ? all.map((run) => (run.text.length > longestText ? {...run, text: ''} : run))
    : all
  const links = linksOf(runs)
  const leading = leadingName(runs)
  const title = titleOf(runs, leading?.next ?? 0, links)
  const pieces = piecesOf(runs, title)
  const venue = venueIn(pieces)
  return {
    name: leading?.field ?? nameAround(runs, title?.field, links) ?? (title && nameAhead(runs, title)),
    title: title?.field,
    plainTitle: title?.plain ?? false,
    venue,
    year: venue?.year ?? yearIn(pieces),
    authors: authorsIn(pieces),
    links,
  }
}

function linksOf(runs: readonly Run[]): EntryLink[] {
  const links: EntryLink[] = []
  let isProse = false
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index]
    const link = run?.link
    if (run === undefined || link === undefined || (run.style === 'image' && link.image)) continue
    const identity = identityOfLink(link)
    const bare = link.kind === 'autolink' || link.text.startsWith('http')
    const label = bare ? labelBefore(runs, index) : run.text
    const byLabel = label === undefined ? undefined : roleOfLabel(label)
    // `[[repo](papers/doe2018kettles.pdf)]` is no code: some lists keep the papers in their own repository.
    const isPdf = byLabel === 'code' && /^[^:]*\.pdf$/i.test(link.address)
    // `[[link]](…)` leads to the paper, unless its address has a role of its own.
    const anyLink = byLabel === 'paper' && isAnyLink(run.text)
    // A paper mentioned in a sentence is not the one that the entry is about, nor are those after it.
    isProse ||= byLabel === undefined && !bare && isInSentence(run.text, runs[index - 1], runs[index + 1])
    const isSpokenOf = byLabel === undefined && (bare ? isMidSentence(runs[index - 1]) : isProse)
    const byUrl = isSpokenOf
      ? 'other'
      : byLabel === undefined || byLabel === 'project' || anyLink
        ? roleOfUrl(link.address, identity)
        : undefined
    // `[page]` before an arXiv address is the paper's page.
    const isOpen = byLabel === undefined || (byLabel === 'project' && byUrl === 'paper') || (anyLink && byUrl !== 'other')
    const role = isOpen ? (byUrl ?? 'other') : byLabel
    links.push({role: isPdf ? 'other' : role, link, labelled: !bare && byLabel === undefined, identity})
  }
  // Entries keep the array, and a copy has no spare room.
  return links.some(({role, labelled}) => role === 'paper' && !labelled) ? links.map((link) => besidePaper(runs, link)) : links.slice()
}

/** Next to a link that is called the paper, a badge with the name of a data set or a tool leads to that one's paper. */
function besidePaper(runs: readonly Run[], own: EntryLink): EntryLink {
  if (own.role !== 'paper' || !own.labelled || own.link.text !== '') return own
  const run = runs.find(({link}) => link === own.link)
  return run?.style === 'image' && isName(run.text) ? {...own, role: 'other'} : own
}

/** `[link](…)` says nothing about where it leads. */
function isAnyLink(label: string): boolean {
  return /^\W*links?\W*$/.test(label.toLowerCase())
}

/** `we prefer https://… over https://…`: words in lower case right before a bare address. */
function isMidSentence(before: Run | undefined): boolean {
  return before?.style === 'plain' && /\b(?:prefer|use|over|like|than) $/.test(before.text)
}

/** `Paper: https://…`: the word before a bare address. */
function labelBefore(runs: readonly Run[], index: number): string | undefined {
  const before = runs[index - 1]
  if (before === undefined || before.style === 'break') return undefined
  // As far back as a label and its colon may reach.
  return /([A-Za-z\u00c0-\u1fff\u3040-\ud7ff0-9 ]{2,24})\s*[:：(（[]?\s*$/u.exec(before.text.trimEnd().slice(-40))?.[1]
}

interface Leading {
  readonly field: Field
  /** Index of the run from which on there may be a title. */
  readonly next: number
}

/** The tag or name at the beginning: `**[ Tag ]**`, `**Name**:`, `[Name]`, `Name -`. */
function leadingName(runs: readonly Run[], from = 0): Leading | undefined {
  let index = from
  while (index < runs.length && (runs[index]?.style === 'image' || /^[\s*•·\d.)–-]*$/.test(plainTextOf(runs[index])))) index++
  const run = runs[index]
  switch (run?.style) {
    case 'strong':
      return isVenueInBrackets(run) ? leadingName(runs, index + 1) : boldName(runs, index, run)
    case 'emphasis': {
      if (isVenueInBrackets(run)) return leadingName(runs, index + 1)
      // `*(Name)* **A Title**`
      const tag = /^\s*[[(]([^[\]()]{2,30})[\])]\s*$/.exec(run.text)?.[1] ?? ''
      return isName(tag) ? {field: {text: tag, start: run.start, end: run.end}, next: index + 1} : undefined
    }
    case 'link': {
      const name = declaredAt(runs, index) ?? linkedName(runs, index, run)
      return name === undefined ? undefined : {field: {text: name, start: run.start, end: run.end}, next: index}
    }
    case 'plain':
      return plainName(runs, index, run)
    default:
      return undefined
  }
}

/** `**(CVPR 2021)** [Name](…): A Title` */
function isVenueInBrackets({text}: Run): boolean {
  return /^\s*[[(【].*[\])】]\s*$/s.test(text) && findVenue(text) !== undefined
}

function boldName(runs: readonly Run[], index: number, {text, start, end}: Run): Leading | undefined {
  const inner = /^[[【](.*)[\]】]$/s.exec(text.trim())?.[1]?.trim()
  if (inner !== undefined && /^\d+$/.test(inner)) return leadingName(runs, index + 1)
  const hasColon = /[:：]\s*$/.test(text) || /^\s*[:：]/.test(runs[index + 1]?.text ?? '')
  const name = inner ?? (hasColon ? text.replace(/[:：]\s*$/, '').trim() : '')
  return isName(name) ? {field: {text: name, start, end}, next: index + 1} : undefined
}

function linkedName(runs: readonly Run[], index: number, run: Run): string | undefined {
  const following = runs[index + 1]
  if (isNameOfTitle(run, following, runs[index + 2])) return run.text
  return nameOfLine(run, isBlank(following) ? runs[index + 2] : following)
}

function plainName(runs: readonly Run[], index: number, run: Run): Leading | undefined {
  const {text} = run
  const following = runs[index + 1]
  // `[**Name**, *ICLR 2025*] A Title`
  if (following?.style === 'strong' && /^\s*[[(【]\s*$/.test(text) && /^\s*,/.test(runs[index + 2]?.text ?? '') && isName(following.text))
    return {field: {text: following.text, start: following.start, end: following.end}, next: index + 2}
  const lone = loneName(runs, index)
  if (lone !== undefined) return {field: partOf(run, lone), next: index + 1}
  const [bracket = '', tag = ''] = /^\s*\[\s*([^[\]]{1,40}?)\s*\]\s*(?=\S|$)/.exec(text) ?? []
  if (isName(tag)) return {field: {...partOf(run, bracket.trim()), text: tag}, next: index}
  // `RLIPv2 (ICCV 2023), [[Paper]](…)`: a name in place of the title.
  const [, alone = '', venue = ''] = /^\s*([^\s()（）[\],:]{2,30})\s*[(（]([^()（）]{3,30})[)）]/.exec(text) ?? []
  if (isName(alone) && findVenue(venue) !== undefined) return {field: partOf(run, alone), next: index}
  if (following?.style !== 'link') return undefined
  // `ResNet-18 (['Deep Residual Learning'](…))`
  const opening = /^\s*([^\s[\](),:：][^[\](),:：]{0,30}?)\s*[(（][['"‘’“”\s]*$/.exec(text)?.[1]
  // `CoS-E [Explain Yourself! …](…)`
  const word = /^\s*([^\s[\](),:：]{2,30})\s+$/.exec(text)?.[1] ?? ''
  const isAhead = /\S[A-Z\d]/.test(word) && looksLikeTitle(following.text, 4)
  const name = opening ?? (isAhead ? word : /^\s*([^\s[\]][^[\]]{0,30}?)\s+[-–—]\s*$/.exec(text)?.[1]) ?? ''
  return isName(name) ? {field: partOf(run, name), next: index + 1} : undefined
}

/** Part of a run's text, with its place. */
function partOf(run: Run, text: string): Field {
  const start = run.textStart + run.text.indexOf(text)
  return {text, start, end: start + text.length}
}

/** In files with CRLF line ends, the CR is read as text. */
function isBlank(run: Run | undefined): boolean {
  return run?.style === 'plain' && run.text.trim() === ''
}

/** A link to the paper whose text is only a name, perhaps after a venue, alone on its line with more text below. */
function nameOfLine({text, link}: Run, after: Run | undefined): string | undefined {
  if (after?.style !== 'break' || link === undefined || roleOfUrl(link.address, identityOfLink(link)) !== 'paper') return undefined
  const venue = findVenue(text)
  const name = venue?.start === 0 ? text.slice(venue.end).trim() : text
  // Three words make a title, if a short one.
  return isName(name) && !isPerson(name) && !looksLikeTitle(name, 3) ? name : undefined
}

/** A name of one word on a line that otherwise has only a venue or links with labels: `Name. *CVPR 2021*`, `Name [[Web]](…) [[PDF]](…)`. */
function loneName(runs: readonly Run[], index: number): string | undefined {
  const [written = '', name = ''] = /^\s*([^\s()（）[\],:]{2,30}?)(?:\.(?=\s)|(?=\s+\[?\s*$))/.exec(runs[index]?.text ?? '') ?? []
  if (name === '' || !/\S[A-Z\d]/.test(name) || !isName(name)) return undefined
  const end = runs.findIndex(({style}, at) => at > index && style === 'break')
  if (end < 0) return undefined
  const line = runs.slice(index, end)
  const isSaid = (run: Run, at: number): boolean =>
    run.link === undefined
      ? findVenue(run.text) !== undefined || !hasWords(at === 0 ? run.text.slice(written.length) : run.text, 1)
      : roleOfLabel(run.text) !== undefined
  return line.length > 1 || hasWords(line[0]?.text ?? '', 2) ? (line.every(isSaid) ? name : undefined) : undefined
}

/** `[OpenKettle](https://github.com/…): [OpenKettle: A Large Set of Kettles](…)`. */
function isNameOfTitle({text}: Run, colon: Run | undefined, title: Run | undefined): boolean {
  if (colon?.style !== 'plain' || !/^\s*[:：]\s*$/.test(colon.text) || title?.style !== 'link') return false
  return isName(text) && roleOfLabel(text) === undefined && looksLikeTitle(title.text, 4)
}

function plainTextOf(run: Run | undefined): string {
  return run === undefined || run.style === 'link' || run.style === 'code' || run.style === 'strong'
    ? 'x'
    : run.style === 'break'
      ? ''
      : run.text
}

/** A name elsewhere: a table's `Name (VENUE YEAR)` link, or `(Name)` after the title's link, where `(KettleConf 25)` is a venue. */
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
  if (after === undefined || match?.[1] === undefined || !isName(match[1]) || /^\d|\bet al|,| ['’]?\d\d$/.test(match[1])) return undefined
  const start = after.textStart + match[0].indexOf('(')
  return {text: match[1], start, end: start + match[1].length + 2}
}

/** A name in brackets right before the title: `[**Name**] A Title`, `[[NaMe](…)] A Title`, or in plain text if the title declares it: `(Name) [Name: A Title](…)`. */
function nameAhead(runs: readonly Run[], {run, field}: FoundTitle): Field | undefined {
  const at = runs.indexOf(run)
  const before = runs[at - 1]
  const lead = run.style === 'plain' ? run.text.slice(0, field.start - run.textStart) : ''
  const isLinked = before?.style === 'link' && /\S(?:[A-Z]|\d)/.test(before.text)
  if ((before?.style === 'strong' || isLinked) && /^\s*[\])】]\s*$/.test(lead) && /[[(【]\s*$/.test(runs[at - 2]?.text ?? '')) {
    const text = before.text.trim()
    return isName(text) ? {text, start: before.start, end: before.end} : undefined
  }
  const text = lead.trim() === '' && before?.style === 'plain' ? before.text : lead
  if (!/[\])】]\s*$/.test(text) || !field.text.includes(':') || declaredName(field.text) === undefined) return undefined
  const [, ahead = '', name = ''] = /^(.*[[(【]\s*)([^[\]()【】]{2,30}?)\s*[\])】]\s*$/s.exec(text) ?? []
  if (!isName(name)) return undefined
  const start = (text === lead ? run : (before ?? run)).textStart + ahead.length
  return {text: name, start, end: start + name.length}
}
