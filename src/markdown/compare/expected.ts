/** Parts that nearly all entries of a section have, and the entries that lack them. */
import {getOrInsert} from '../../core/collection/get-or-insert.ts'
import type {Document} from '../document.ts'
import type {Entry} from '../entry/entries.ts'

export type Part = 'title' | 'paper' | 'venue' | 'year' | 'authors'

const has: Readonly<Record<Part, (entry: Entry) => boolean>> = {
  title: ({title}) => title !== undefined,
  paper: ({links}) => links.some(({role}) => role === 'paper'),
  venue: ({venue}) => venue !== undefined,
  year: ({year}) => year !== undefined,
  authors: ({authors}) => authors.length > 0,
}

export interface Expectation {
  /** Share of a section's entries that must have a part before it is expected of the rest, from 0 to 1. */
  readonly share: number
  /** Fewest entries of a section. */
  readonly leastEntries: number
}

export const usual: Expectation = {share: 0.9, leastEntries: 10}
/** The values that rules accept for these as options. */
export const usualForms = {share: {from: 0, to: 1}, leastEntries: {from: 1}} as const

export interface Lack {
  readonly entry: Entry
  readonly part: Part
  /** All entries of its section. */
  readonly section: readonly Entry[]
}

/** Entries without a part that nearly all others of their section, or of their table, have; in the order of sections, parts and entries. */
export function* lackingEntries({entries}: Document, parts: readonly Part[], {share, leastEntries}: Expectation): Generator<Lack> {
  const sections = new Map<string, Entry[]>()
  for (const entry of entries) {
    getOrInsert(sections, `${entry.section} ${entry.kind === 'row' ? entry.table : ''}`, () => []).push(entry)
  }
  for (const section of sections.values()) {
    if (section.length < leastEntries) continue
    for (const part of parts) {
      const lacking = section.filter((entry) => !has[part](entry))
      if (lacking.length === 0 || 1 - lacking.length / section.length < share) continue
      for (const entry of lacking) yield {entry, part, section}
    }
  }
}
