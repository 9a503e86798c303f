/** Known findings, which don't fail a run: kept by rule, file and the text they are about, never by line. */
import {readFileSync} from 'node:fs'
import type {Settings} from '../config/settings.ts'
import {isList, isObject, type Json} from '../config/shape.ts'
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import {subjectOf} from '../core/subject.ts'
import {UsageError} from '../core/usage-error.ts'
import {withoutMark} from '../disk/byte-order-mark.ts'
import {reasonOf} from '../disk/fault.ts'
import {replaceFile} from '../disk/replace-file.ts'
import {pathFrom} from '../disk/slashes.ts'
import {count} from '../report/number.ts'
import {findsMoreOnline} from '../rule.ts'
import {note} from '../terminal.ts'
import type {LintedDocument} from './report-of.ts'

/** After a large clean-up hundreds of entries are stale, and one command removes them all. */
const staleShown = 10

interface KnownFinding {
  readonly rule: string
  readonly file: string
  readonly subject: string
}

/** A set that counts: the same finding may be known several times. */
interface Baseline {
  /** True while there is an entry for the finding that no other finding has used up. */
  takes(finding: KnownFinding): boolean
  /** Unused entries for the files and rules that were looked at. */
  stale(wasLookedAt: (entry: KnownFinding) => boolean): readonly KnownFinding[]
}

/**
 * @throws UsageError where the file can't be read or is no baseline
 */
function readBaseline(path: string, name: string): Baseline {
  let text: string
  try {
    text = withoutMark(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`Can't read the baseline \`${name}\`: ${reasonOf(error)} (\`--update-baseline\` writes one)`)
  }
  return baselineOf(entriesIn(text, name))
}

function baselineOf(entries: readonly KnownFinding[]): Baseline {
  const left = new Map<string, {readonly entry: KnownFinding; unused: number}>()
  for (const entry of entries) getOrInsert(left, keyOf(entry), () => ({entry, unused: 0})).unused++
  return {
    takes(finding) {
      const known = left.get(keyOf(finding))
      if (known === undefined || known.unused === 0) return false
      known.unused--
      return true
    },
    stale: (wasLookedAt) => [...left.values()].filter(({entry, unused}) => unused > 0 && wasLookedAt(entry)).map(({entry}) => entry),
  }
}

function keyOf({rule, file, subject}: KnownFinding): string {
  return `${file}\0${rule}\0${subject}`
}

function entriesIn(text: string, name: string): KnownFinding[] {
  let json: Json
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`Expected the baseline \`${name}\` to be JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const {version, findings} = isObject(json) ? json : {}
  if (version !== 1 || findings === undefined || !isList(findings)) {
    throw new UsageError(
      `Expected the baseline \`${name}\` to hold \`"version": 1\` and a list of \`findings\`: \`--update-baseline\` writes one`,
    )
  }
  return findings.map((item, index) => {
    const {rule, file, subject} = isObject(item) ? item : {}
    if (typeof rule !== 'string' || typeof file !== 'string' || typeof subject !== 'string') {
      throw new UsageError(`Expected \`findings[${index}]\` of the baseline \`${name}\` to have a \`rule\`, a \`file\` and a \`subject\``)
    }
    return {rule, file, subject}
  })
}

/**
 * Refuses to write a baseline over a file that holds something else.
 *
 * @throws UsageError where the file can't be a baseline, not even one that a merge has broken
 */
export function refuseForeign(path: string, workingDirectory: string): void {
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    // There is none yet, or writing it will say what is wrong.
  }
  if (text.trim() === '' || (/"version": *\d/.test(text) && /"findings": *\[/.test(text))) return
  throw new UsageError(
    `Expected \`${pathFrom(workingDirectory, path)}\` to be a baseline or a new file, as \`--update-baseline\` replaces it`,
  )
}

/** Writes findings as a baseline, sorted, one per line, so that two versions of it can be compared and merged. */
async function writeBaseline(path: string, name: string, findings: readonly KnownFinding[]): Promise<void> {
  const lines = findings.map(({rule, file, subject}) => `    ${JSON.stringify({file, rule, subject})}`).sort()
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  try {
    await replaceFile(path, `{\n  "version": 1,\n  "findings": ${list}\n}\n`)
  } catch (error) {
    throw new UsageError(`Can't write the baseline \`${name}\`: ${reasonOf(error)}`)
  }
}

/** Takes out what the baseline knows; writes the baseline where that is asked for. */
export async function withoutKnown(
  linted: readonly LintedDocument[],
  {baseline: path, rules, offline}: Pick<Settings, 'baseline' | 'rules' | 'offline'>,
  {changed, updateBaseline}: {readonly changed?: string; readonly updateBaseline: boolean},
  workingDirectory: string,
): Promise<readonly LintedDocument[]> {
  if (path === undefined) return linted
  const name = pathFrom(workingDirectory, path)
  const knownOf = ({document}: LintedDocument, finding: LintedDocument['findings'][number]) => ({
    rule: finding.rule,
    file: document.path,
    subject: subjectOf(finding, document.source),
  })
  if (updateBaseline) {
    const known = linted.flatMap((one) => one.findings.map((finding) => knownOf(one, finding)))
    await writeBaseline(path, name, known)
    note(`wrote ${count(known.length, 'finding')} to the baseline ${name}`)
    return linted.map(({document}) => ({document, findings: []}))
  }
  const baseline = readBaseline(path, name)
  const remaining = linted.map((one) => ({
    document: one.document,
    findings: one.findings.filter((finding) => !baseline.takes(knownOf(one, finding))),
  }))
  if (changed === undefined) {
    const files = new Set(linted.map(({document}) => document.path))
    // A run that may not have asked the network can't call the findings stale that need its answers; nor one that did those that it has cleared.
    const told = rules.filter(({rule}) => !findsMoreOnline(rule) && (offline || rule.onlineFinds !== 'fewer'))
    const decided = new Set(told.map(({rule}) => rule.id))
    const stale = baseline.stale((entry) => files.has(entry.file) && decided.has(entry.rule))
    for (const {rule, file, subject} of stale.slice(0, staleShown))
      note(`the baseline ${name} is stale: ${file} no longer has \`${rule}\` about \`${subject}\` (\`--update-baseline\` removes it)`)
    const more = stale.length - staleShown
    if (more > 0) note(`the baseline ${name} is stale in ${count(more, 'more place')}`)
  }
  return remaining
}
