/** The rates of `title-matches-metadata` on lists whose wrong ids were labelled by hand, if those are next to the checkout. */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {beforeAll, describe, expect, test} from 'vitest'
import rule from '../../rules/title-matches-metadata.ts'
import type {Checked} from '../../src/core/checked.ts'
import {identityOf} from '../../src/core/link/identity.ts'
import {matchTitle} from '../../src/core/registry/match-title.ts'
import type {PaperFacts} from '../../src/core/registry/resolver.ts'
import {registeredPapers} from '../../src/markdown/compare/registered.ts'
import {type Document, documentOf} from '../../src/markdown/document.ts'
import {parse} from '../../src/markdown/tree/parse.ts'
import {runRule} from '../../src/rule.ts'
import {surroundingsOn} from '../../src/surroundings.ts'
import {beside} from '../helpers/beside.ts'

const corpus = beside('corpus/')

const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(name, corpus), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

interface Label {
  readonly file: string
  readonly line: number
  readonly id: string
  readonly isDefect: boolean
}

interface Finding {
  readonly file: string
  readonly line: number
  readonly id: string
  readonly message: string
}

describe.runIf(existsSync(corpus))('on the labelled lists', {timeout: 120_000}, () => {
  let documents: readonly Document[] = []
  let labels: readonly Label[] = []
  /** arXiv id → its title. */
  let titles: ReadonlyMap<string, string> = new Map()

  beforeAll(async () => {
    const rows = rowsOf('labels/wrong-arxiv-id.tsv')
    const known = new Map(rowsOf('arxiv-titles.tsv').map(([id = '', title = '']) => [id, title]))
    for (const [, , , id = '', title = ''] of rows) {
      if (title.startsWith('(reference unusable)')) known.delete(id)
      else known.set(id, title)
    }
    titles = known
    labels = rows.map(([file = '', line, , id = '', , , verdict]) => ({file, line: Number(line), id, isDefect: verdict === 'true-defect'}))
    documents = await Promise.all(
      readdirSync(new URL('dev/', corpus))
        .filter((name) => name.endsWith('.md'))
        .map(async (name) => documentOf(await parse(readFileSync(new URL(`dev/${name}`, corpus), 'utf8')), name)),
    )
  }, 120_000)

  /** What a registry with these titles says about a URL; about an id without a title, only that it exists. */
  const verdictOf =
    (titleOf: (id: string) => string | undefined) =>
    (url: string): Checked | undefined => {
      const identity = identityOf(url)
      if (identity?.service !== 'arxiv' || identity.kind !== 'paper') return undefined
      const title = titleOf(identity.id)
      const facts: PaperFacts = {kind: 'paper', titles: title === undefined ? [] : [title], arxiv: identity.id}
      return {url, verdict: 'ok', reason: 'registered', via: 'arxiv', attempts: 1, durationMs: 0, identity, facts}
    }

  function findings(titleOf: (id: string) => string | undefined): Finding[] {
    return documents.flatMap((document) => {
      const found: Finding[] = []
      const surroundings = {...surroundingsOn('.'), verdictOf: verdictOf(titleOf)}
      runRule(rule, {document, documents: [document], entries: [], options: {}, surroundings}, 'warning', (_, {message, start, url}) => {
        found.push({
          file: document.path,
          line: document.lines.pointAt(start).line,
          id: identityOf(url ?? '')?.id ?? '',
          message,
        })
      })
      return found
    })
  }

  test('finds the wrong ids and hardly anything else', () => {
    const found = findings((id) => titles.get(id))
    const checked = documents.flatMap((document) => [
      ...registeredPapers(
        document,
        verdictOf((id) => titles.get(id)),
      ),
    ])
    const entries = new Set(checked.flatMap(({entry, facts}) => (entry.title !== undefined && facts.titles.length > 0 ? [entry] : [])))
    const isAt = (finding: Finding, label: Label): boolean =>
      label.file === finding.file && label.id === finding.id && Math.abs(label.line - finding.line) <= 1
    const wanted = labels.filter(({isDefect}) => isDefect)
    const missed = wanted.filter((label) => !found.some((finding) => isAt(finding, label)))
    const falseAlarms = found.filter((finding) => !wanted.some((label) => isAt(finding, label)))
    const rate = (100 * falseAlarms.length) / entries.size
    console.info(
      `${entries.size} entries checked, ${wanted.length - missed.length} of ${wanted.length} wrong ids found, ` +
        `${falseAlarms.length} false alarms (${rate.toFixed(2)} per 100)`,
    )
    for (const {file, line, id} of missed) console.info(`missed: ${file}:${line} ${id} ${titles.get(id)}`)
    for (const {file, line, message} of falseAlarms) console.info(`not labelled: ${file}:${line} ${message}`)
    expect(entries.size).toBeGreaterThan(3000)
    expect(missed.length / wanted.length).toBeLessThanOrEqual(0.05)
    expect(rate).toBeLessThan(0.2)
  })

  test('finds ids that were swapped at random, within a list and across lists', () => {
    const registered = documents.flatMap((document) => [
      ...registeredPapers(
        document,
        verdictOf((id) => titles.get(id)),
      ),
    ])
    const known = registered.flatMap(({listed, facts}) => {
      const [title] = facts.titles
      return listed.title === undefined || title === undefined ? [] : [{listed, title}]
    })
    for (const distance of [1, 7, 500]) {
      const kinds = known.flatMap(({listed, title}, index) => {
        const other = known[(index + distance) % known.length]?.title ?? ''
        return other === title ? [] : [matchTitle(listed, {kind: 'paper', titles: [other]}).kind]
      })
      const share = (kind: string): number => kinds.filter((each) => each === kind).length / kinds.length
      console.info(
        `swapped by ${distance}: ${(100 * share('other')).toFixed(1)} % other, ${(100 * share('unsure')).toFixed(1)} % unsure, ${(100 * share('same')).toFixed(2)} % same`,
      )
      expect(share('other')).toBeGreaterThan(0.85)
      expect(share('same') + share('spelling')).toBeLessThan(0.01)
    }
  })
})
