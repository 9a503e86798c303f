/** The pipeline: documents → rules → findings. */
import type {Finding} from './core/finding.ts'
import {withoutTails} from './core/text/long-lines.ts'
import type {Document} from './markdown/document.ts'
import {documentOf} from './markdown/document.ts'
import {type ParserName, parse} from './markdown/tree/parse.ts'
import {type ActiveRule, runRule, type Surroundings} from './rule.ts'

export interface SourceFile {
  /** Path relative to the working directory, with `/`. */
  readonly path: string
  readonly source: string
}

export interface RunRulesOptions {
  readonly rules: readonly ActiveRule[]
  readonly surroundings: Surroundings
  /** Compare the entries of all files with each other. */
  readonly acrossFiles?: boolean
  readonly parser?: ParserName
  /** Several runs ask the network, each about a part of the links: one must not clear what the others, which know less of it, report. */
  readonly isShard?: boolean
}

/** A document and what the rules found in it, in order of place. */
export interface RuleFindings {
  readonly document: Document
  readonly findings: Finding[]
}

/** Parse a file, but for what its lines hold beyond `longestLine`. */
export async function read(file: SourceFile, options: RunRulesOptions): Promise<Document> {
  const tree = await parse(withoutTails(file.source), options.parser)
  return documentOf(tree, file.path, (path) => options.surroundings.exists(file.path, path))
}

/** Run the rules over documents. */
export function runRules(documents: readonly Document[], options: RunRulesOptions): RuleFindings[] {
  const steps = ruleSteps(documents, options)
  for (;;) {
    const {done, value} = steps.next()
    if (done === true) return value
  }
}

/** The same in steps of one rule each, for callers with other things to do in between. */
export function* ruleSteps(
  documents: readonly Document[],
  {rules, surroundings: all, acrossFiles = false, isShard = false}: RunRulesOptions,
): Generator<undefined, RuleFindings[], void> {
  const findings = new Map<Document, Finding[]>(documents.map((document) => [document, []]))
  const collect = (document: Document, finding: Finding): void => {
    findings.get(document)?.push(finding)
  }
  const [first] = documents
  for (const {rule, severity, options} of rules) {
    yield
    const surroundings = isShard && rule.onlineFinds === 'fewer' ? withoutAnswers(all) : all
    if (rule.comparesEntries && acrossFiles && first !== undefined) {
      const entries = documents.flatMap((document) => document.entries)
      runRule(rule, {document: first, documents, entries, options, surroundings}, severity, collect)
      continue
    }
    for (const document of documents) {
      const entries = rule.comparesEntries ? document.entries : []
      runRule(rule, {document, documents: [document], entries, options, surroundings}, severity, collect)
    }
  }
  return documents.map((document) => ({document, findings: sorted(findings.get(document) ?? [])}))
}

function withoutAnswers({verdictOf: _, ...offline}: Surroundings): Surroundings {
  return offline
}

/** Joins what two sets of rules found in the same documents. */
export function mergeFindings(some: readonly RuleFindings[], others: readonly RuleFindings[]): RuleFindings[] {
  return some.map(({document, findings}, index) => ({document, findings: sorted([...findings, ...(others[index]?.findings ?? [])])}))
}

function sorted(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
}
