/** Rules inside unified: a rule as a remark plugin, with the document made once per tree. */
import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import {optionKeysOf} from './config/keys.ts'
import {issuesOf, type JsonObject} from './config/shape.ts'
import {getOrInsert} from './core/collection/get-or-insert.ts'
import type {Finding, Severity} from './core/finding.ts'
import {slashed} from './disk/slashes.ts'
import {rulePage} from './lint/rule-page.ts'
import {type Document, documentOf} from './markdown/document.ts'
import {treeOfMdast} from './markdown/tree/mdast.ts'
import {type RuleDefinition, type RuleOptions, runRule, type Surroundings} from './rule.ts'
import {surroundingsOn} from './surroundings.ts'

const documents = new WeakMap<Root, Document>()

/** The document of a tree that unified parsed; made once, shared by all rules on it. */
export function documentOfFile(tree: Root, file: VFile, surroundings: Surroundings): Document {
  return getOrInsert(documents, tree, () => {
    const path = slashed(file.path ?? '')
    return documentOf(treeOfMdast(tree, String(file.value)), path, (relative) => surroundings.exists(path, relative))
  })
}

/**
 * Run one rule on one of unified's files; every finding becomes a message of the file.
 *
 * @param options as the user's settings give them, unchecked
 * @throws TypeError naming every mistake in the options
 */
export async function runAsPlugin(
  definition: RuleDefinition,
  severity: Severity,
  options: RuleOptions,
  tree: Root,
  file: VFile,
): Promise<void> {
  const shape = {kind: 'record', keys: optionKeysOf(definition), things: 'option'} as const
  const issues = issuesOf(options as JsonObject, shape)
  if (issues.length > 0) throw new TypeError(issues.map(({message}) => `${definition.id}: ${message}`).join('\n'))
  const surroundings = surroundingsOn(file.cwd, file.path !== undefined)
  const document = documentOfFile(tree, file, surroundings)
  runRule(definition, {document, documents: [document], entries: document.entries, options, surroundings}, severity, (_, finding) =>
    messageOn(file, document, finding),
  )
}

/** Put a finding on a file as unified's message, of origin `remark-lint`, so that remark-lint's comments and editors know it. */
export function messageOn(file: VFile, document: Document, finding: Finding): void {
  const {rule, severity, start, end, url, fix, suggestion, related = []} = finding
  const point = (offset: number): {line: number; column: number; offset: number} => ({...document.lines.pointAt(offset), offset})
  const message = file.message(finding.message, {place: {start: point(start), end: point(end)}, ruleId: rule, source: 'remark-lint'})
  // unified knows errors (`true`), warnings (`false`) and infos (undefined).
  message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  message.url = rulePage(rule)
  if (url !== undefined) message.actual = url
  const [expected] = [fix?.replacement ?? suggestion].filter((text) => text !== undefined)
  if (expected !== undefined) message.expected = [expected]
  const [other] = related
  if (other !== undefined) {
    const {line, column} = document.lines.pointAt(other.start)
    message.note = `${other.message} (${other.file}:${line}:${column})`
  }
}
