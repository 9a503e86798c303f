/** Sentences around links, and links and bold words that are only a part of one. */

import {roleOfLabel, roleOfUrl} from '../../core/link/role.ts'
import {isCitation} from '../../core/paper/people.ts'
import {findVenue} from '../../core/paper/venue.ts'
import type {Span} from '../../core/text/place.ts'
import {identityOfLink} from '../links.ts'
import type {Run} from './runs.ts'
import {hasWords, looksLikeVenue, opensAsProse} from './wording.ts'

/** A link or bold words in running text: `a part of our [survey on masked models](…)`. */
export function isMention(text: string, before: Run | undefined): boolean {
  if (before?.style !== 'plain' || !/[a-z]{2}\s*$/.test(before.text)) return false
  return (/^[a-z][a-z-]* /.test(text) && hasWords(before.text, 3)) || appearedIn.test(before.text) || comparedWith.test(before.text)
}

/** Whether bold words end a sentence about the list: `This is the official repository for **A Title** and **Another**`. */
export function isSaidOf(runs: readonly Run[], index: number): boolean {
  const before = runs[index - 1]
  if (before?.style !== 'plain' || !/[a-z] $/.test(before.text)) return false
  const line = runs.slice(0, index).findLastIndex(({style}) => style === 'break') + 1
  const first = runs[line]
  return first?.style === 'plain' && hasWords(first.text, 4) && opensAsProse(first.text)
}

/**
 * Whether a link is only a part of the sentence around it: `Our taxonomy follows [this survey of the field](…), but …`,
 * `and Nii's [1986 account of the blackboard model](…) documented the architecture`.
 */
export function isInSentence(text: string, before: Run | undefined, after?: Run): boolean {
  // `后续的如[这篇](…)，认为…`
  if (/^这(?:篇|个|里|项)/.test(text)) return true
  if (before?.style === 'plain' && goesOn.test(before.text) && after?.style === 'plain' && verbFirst.test(after.text)) return true
  if (before?.style === 'plain' && comparedWith.test(before.text)) return true
  return isMention(text, before) && (articleFirst.test(text) || articleLast.test(before?.text ?? ''))
}

/** At least three words of a sentence right before a link, and a verb right after it. */
const goesOn = /[a-z],? [a-z]+,? [A-Za-z][a-z]*(?:['’]s?)? $/
const verbFirst = /^ (?:[a-z]+ly )?(?:is|are|was|were|has|have|had|can|could|will|would|do|did|[a-z]{2,}(?:ed|[a-rt-z]s))\b/

const articleFirst = /^(?:this|that|these|those|the|an?|our|their|its|my|some|another) /
const articleLast = /\b(?:this|these|the|an?|our|their|its) (?:[a-z-]+ )?$/

/** What comes before a journal's name. */
const appearedIn = /\b(?:published|accepted|appeared|presented|released|posted) (?:in|at|by|on)(?: the)?\s*$/

/** What leads from one paper to another: `An extension of [A Title](…)`, `very similar to [A Title](…)`. */
const comparedWith =
  /\b(?:extension|version|variant|generali[sz]ation|implementation|reproduction|follow-up|successor|similar|related|identical|comparable|compared|equivalent|according|inspired|based|better|worse|faster|earlier|later) (?:of|to|with|by|on|upon|than) $/

/**
 * Whether a paragraph is running text: what might be its title is the first of its sentences, and goes on into a link or a second one,
 * where a title would be followed by names, a venue or labels.
 *
 * @param title nothing but its place marks it as one; undefined for one that is marked, or none
 */
export function isRunningText(runs: readonly Run[], title: Span | undefined): boolean {
  const from = title === undefined ? 0 : runs.findIndex((run) => run.start <= title.start && run.end > title.start)
  const first = runs[from]
  if (first?.style !== 'plain') return false
  let text = title === undefined ? first.text : first.text.slice(Math.max(0, title.start - first.textStart))
  let index = from + 1
  for (let run = runs[index]; run !== undefined && run.link === undefined && run.style !== 'image'; run = runs[++index]) {
    // A sentence may be wrapped; names, venues and labels on a line of their own have capitals.
    if (run.style === 'break' && !wrapped.test(runs[index + 1]?.text ?? '')) break
    // Bold words that don't belong to the text before them may be the title.
    if (run.strong && title === undefined) return false
    text += run.style === 'break' ? ' ' : run.text
  }
  const link = runs[index]
  // A whole title as the link's text says itself which paper that is; and people may be linked as well.
  if (title === undefined && (hasWords(link?.text ?? '', 5) || !leadsToPaper(link))) return false
  return goesOnToLink(text, link, runs[index + 1]) || (title !== undefined && saysMore(text))
}

function goesOnToLink(text: string, link: Run | undefined, after: Run | undefined): boolean {
  if (link?.style !== 'link' || link.link?.kind === 'autolink' || roleOfLabel(link.text) !== undefined) return false
  if (findVenue(link.text) !== undefined) return false
  if (lastOfPhrase.test(text)) return true
  if (!/[A-Za-z\u00c0-\u1fff\u3040-\ud7ff\d)] $/.test(text)) return false
  return isCitation(link.text) || (after?.style === 'plain' && /^[,;)]* (?:\p{Ll}[\p{L}'’-]* ){3}/u.test(after.text))
}

function leadsToPaper(run: Run | undefined): boolean {
  return run?.link !== undefined && roleOfUrl(run.link.address, identityOfLink(run.link)) === 'paper'
}

/** Whether there is a second sentence that is no venue, in words that names and labels don't have. */
function saysMore(text: string): boolean {
  const end = /[.。]\s/.test(text) ? sentenceEnd.exec(text) : null
  if (end === null) return false
  return text
    .slice(end.index + 1)
    .split(/[.;。] /)
    .some((sentence) => plainWords.test(sentence) && !looksLikeVenue(sentence.trim()))
}

const wrapped = /^\p{Ll}/u
const lastOfPhrase = /(?:^|\s)(?:[Aa]n?|[Tt]he|[Oo]ur|their|of|in|on|at|to|by|for|from|with|as|and) $/
const sentenceEnd = /(?<!\b(?:vs|al|etc|i\.e|e\.g|\p{L}))[.。]\s+(?=[\p{Lu}\p{Lo}])/u
/** Five words in a row without capitals. */
const plainWords = /(?<!\S)(?:[\p{Ll}\p{Lo}][\p{L}'’-]* ){4}[\p{Ll}\p{Lo}]/u
