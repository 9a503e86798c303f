/** Texts → documents with the findings that remain: rules, then silencing comments, then fixes, until nothing changes. */
import {rules as catalogue} from '../../rules/index.ts'
import type {Settings} from '../config/settings.ts'
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Finding} from '../core/finding.ts'
import {type HtmlComment, suppress, unusedDirectiveRule} from '../core/suppress.ts'
import {applyFixes, fixesOf} from '../fix.ts'
import {type AddedToFiles, touches, touchesSpan} from '../git/line-ranges.ts'
import {isAnyRegistered} from '../markdown/compare/registered.ts'
import type {Comment, Document} from '../markdown/document.ts'
import {childrenOf, type NodeId} from '../markdown/tree/tree.ts'
import {type ActiveRule, findsMoreOnline, type Surroundings} from '../rule.ts'
import {mergeFindings, type RuleFindings, read, ruleSteps, runRules} from '../run-rules.ts'
import {surroundingsOn} from '../surroundings.ts'
import type {Verdicts} from '../verdicts.ts'
import type {LintedDocument} from './report-of.ts'

export interface LoadedText {
  /** Name in reports. */
  readonly name: string
  /** Absolute path; undefined for standard input and URLs. */
  readonly path?: string
  readonly text: string
}

export interface LintOptions {
  readonly rules: readonly ActiveRule[]
  readonly knownRules: ReadonlySet<string>
  readonly surroundings: Surroundings
  readonly acrossFiles: boolean
  /** The network has been asked about every link. */
  readonly complete: boolean
  readonly isShard?: boolean
  /** Offsets in a document at which the network had no answer or was not asked. */
  readonly undecidedIn?: (document: Document) => readonly number[]
  /** Only these lines are reported and fixed. */
  readonly added?: AddedToFiles
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/**
 * The options as they are before the network is asked.
 *
 * @param folder where relative links start
 * @param isOnDisk the texts are files there
 */
export function lintOptionsOf({rules, acrossFiles}: Pick<Settings, 'rules' | 'acrossFiles'>, folder: string, isOnDisk = true): LintOptions {
  const now = new Date()
  return {
    rules,
    knownRules: new Set(catalogue.map(({id}) => id)),
    surroundings: surroundingsOn(folder, isOnDisk, now),
    acrossFiles,
    complete: false,
    today: now.toISOString().slice(0, 10),
  }
}

/**
 * The options once the network has been asked.
 *
 * @param isComplete whether it was asked about every link
 */
export function withVerdicts(
  options: LintOptions,
  {of: verdictOf, undecidedIn}: Verdicts,
  {warnUndecided, check: {shard}}: Pick<Settings, 'warnUndecided' | 'check'>,
  isComplete: boolean,
): LintOptions {
  const surroundings = {...options.surroundings, verdictOf, warnUndecided}
  return {...options, surroundings, complete: isComplete, isShard: shard !== undefined, undecidedIn}
}

/** Fixes that overlap wait for the next round; two that undo each other must not go on for ever. */
const maxFixRounds = 10

/** Parses texts. */
export async function readAll(texts: readonly LoadedText[], {rules, surroundings}: LintOptions): Promise<Document[]> {
  const documents: Document[] = []
  for (const {name, text} of texts) documents.push(await read({path: name, source: text}, {rules, surroundings}))
  return documents
}

/** Lints texts as they are. */
export async function lintFiles(texts: readonly LoadedText[], options: LintOptions): Promise<LintedDocument[]> {
  return lintDocuments(await readAll(texts, options), texts, options)
}

/** What the rules that need no network find, in steps that can be taken while the network is being asked. */
export function offlineSteps(documents: readonly Document[], options: LintOptions): Generator<undefined, readonly RuleFindings[], void> {
  return ruleSteps(documents, withoutOnline(options))
}

/** The options with only the rules that need not wait for the network. */
export function withoutOnline(options: LintOptions): LintOptions {
  return {...options, rules: options.rules.filter(({rule}) => !findsMoreOnline(rule))}
}

/** Lints documents that have been parsed. */
export function lintDocuments(documents: readonly Document[], texts: readonly LoadedText[], options: LintOptions): LintedDocument[] {
  return remainingOf(runRules(documents, options), texts, options)
}

/** Adds the findings of the rules that waited for the network, and lets its answers clear those of the others. */
export function withOnlineFindings(offline: readonly RuleFindings[], options: LintOptions): readonly RuleFindings[] {
  const {rules, surroundings, isShard} = options
  const documents = offline.map(({document}) => document)
  // Only registries clear anything, and without them a long list's entries need not be read again.
  const isCleared = isShard !== true && documents.some((document) => isAnyRegistered(document, surroundings.verdictOf))
  const again = new Set(isCleared ? rules.flatMap(({rule}) => (rule.onlineFinds === 'fewer' ? [rule.id] : [])) : [])
  const kept = offline.map(({document, findings}) => ({document, findings: findings.filter(({rule}) => !again.has(rule))}))
  const late = rules.filter(({rule}) => findsMoreOnline(rule) || again.has(rule.id))
  return mergeFindings(kept, runRules(documents, {...options, rules: late}))
}

/** Leaves out what comments silence, and with `--changed` what is on other lines. */
export function remainingOf(found: readonly RuleFindings[], texts: readonly LoadedText[], options: LintOptions): LintedDocument[] {
  const {added} = options
  return found.map(({document, findings}, index) => {
    const kept = withoutSilenced(document, findings, options)
    const path = texts[index]?.path
    if (added === undefined) return {document, findings: kept}
    const ranges = path === undefined ? [] : added.of(path)
    return {document, findings: kept.filter((finding) => touchesSpan(ranges, document.lines, finding))}
  })
}

/**
 * Applies safe fixes until there are no more.
 *
 * @param documents the texts as parsed
 * @returns the fixed texts, how many fixes went into each, and the findings that remain
 */
export async function fixFiles(
  documents: readonly Document[],
  texts: readonly LoadedText[],
  options: LintOptions,
): Promise<{readonly texts: readonly LoadedText[]; readonly fixCounts: readonly number[]; readonly linted: readonly LintedDocument[]}> {
  let current = texts
  const fixCounts = texts.map(() => 0)
  let linted = lintDocuments(documents, texts, options)
  for (let round = 0; round < maxFixRounds; round++) {
    const next = current.map((file, index): LoadedText => {
      const fixable = (linted[index]?.findings ?? []).filter((finding) => isWithin(finding, linted[index]?.document, file, options.added))
      if (fixable.length === 0) return file
      fixCounts[index] = (fixCounts[index] ?? 0) + fixesOf(fixable).length
      return {...file, text: applyFixes(file.text, fixable)}
    })
    if (next.every(({text}, index) => text === current[index]?.text)) break
    const isLineForLine = next.every(({text}, index) => lineCountOf(text) === lineCountOf(current[index]?.text ?? ''))
    current = next
    linted = await lintFiles(current, options)
    // The added lines have the numbers that git gave them, which no longer fit.
    if (options.added !== undefined && !isLineForLine) break
  }
  return {texts: current, fixCounts, linted}
}

/** With `--changed`, only lines that the change has added are edited. */
function isWithin({fix}: Finding, document: Document | undefined, {path}: LoadedText, added: AddedToFiles | undefined): boolean {
  if (fix === undefined || document === undefined) return false
  if (added === undefined) return true
  const ranges = path === undefined ? [] : added.of(path)
  const first = document.lines.pointAt(fix.start).line
  const last = document.lines.pointAt(fix.end).line
  for (let line = first; line <= last; line++) if (!touches(ranges, line, line)) return false
  return true
}

function lineCountOf(text: string): number {
  return text.split('\n').length
}

function withoutSilenced(document: Document, findings: readonly Finding[], options: LintOptions): readonly Finding[] {
  const {comments, lines} = document
  if (comments.length === 0) return findings
  const {tree} = document // Only now, as a document may have let go of it.
  const {rules, knownRules, complete, undecidedIn, today} = options
  const next = nextSiblings(tree)
  const speaking = rules.find(({rule}) => rule.id === unusedDirectiveRule)
  const activeRules = new Set(rules.filter((active) => hasFoundAll(active, options)).map(({rule}) => rule.id))
  const online = new Set(rules.filter(({rule}) => findsMoreOnline(rule)).map(({rule}) => rule.id))
  const {kept, directives} = suppress({
    comments: comments.map((comment) => htmlCommentOf(comment, tree, next)),
    lines,
    findings,
    knownRules,
    activeRules,
    complete,
    ...(undecidedIn !== undefined && {undecided: {offsets: undecidedIn(document), rules: online}}),
    today,
  })
  // Like any other rule it can be off, or have another severity.
  if (speaking === undefined || directives.length === 0) return kept
  const said = directives.map((finding) => ({...finding, severity: speaking.severity}))
  return [...kept, ...said].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Whether a rule has found all that it can find, be it with the network or without: else a comment may be of use in another run. */
function hasFoundAll({rule}: ActiveRule, {complete, surroundings, isShard}: LintOptions): boolean {
  return findsMoreOnline(rule) ? complete : rule.onlineFinds !== 'fewer' || surroundings.verdictOf === undefined || isShard === true
}

function htmlCommentOf(
  {start, end, value, node}: Comment,
  tree: Document['tree'],
  nextOf: (node: NodeId) => NodeId | undefined,
): HtmlComment {
  return {
    start,
    end,
    value,
    inline: !['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(tree.type(tree.parent(node))),
    // Only `ignore` needs it.
    get siblingSpan() {
      const next = nextOf(node)
      return next === undefined ? undefined : {start: tree.start(next), end: tree.end(next)}
    },
  }
}

/** Finds the node after another; a parent's children are listed once, however many comments are among them. */
function nextSiblings(tree: Document['tree']): (node: NodeId) => NodeId | undefined {
  const known = new Map<NodeId, Map<NodeId, NodeId>>()
  return (node) => {
    const next = getOrInsert(known, tree.parent(node), (parent) => {
      const children = childrenOf(tree, parent)
      return new Map(children.slice(1).map((child, index) => [children[index] ?? node, child]))
    })
    return next.get(node)
  }
}
