/** Rules inside unified: one rule as a remark plugin, with the document made once per tree. */
import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import type {Severity} from './core/finding.ts'
import {type Document, documentOf} from './markdown/document.ts'
import {treeOfMdast} from './markdown/mdast.ts'
import {type RuleDefinition, type RuleOptions, runRule, type Surroundings} from './rule.ts'
import {surroundingsOn} from './surroundings.ts'

const documents = new WeakMap<Root, Document>()

/** The document of a tree that unified parsed; made once, shared by all rules on it. */
export function documentOfFile(tree: Root, file: VFile, surroundings: Surroundings): Document {
  let document = documents.get(tree)
  if (document === undefined) {
    const path = (file.path ?? '').replaceAll('\\', '/')
    const numbered = treeOfMdast(tree, String(file.value))
    document = documentOf(numbered, path, (relative) => surroundings.exists(path, relative))
    documents.set(tree, document)
  }
  return document
}

/** Run one rule on one file of unified's; every finding becomes a message of the file. */
export async function runAsPlugin(
  definition: RuleDefinition,
  severity: Severity,
  options: RuleOptions,
  tree: Root,
  file: VFile,
): Promise<void> {
  const surroundings = surroundingsOn(file.cwd, file.path !== undefined)
  const document = documentOfFile(tree, file, surroundings)
  runRule(definition, {document, entries: document.entries, options, surroundings}, severity, (_, finding) => {
    const point = (offset: number): {line: number; column: number; offset: number} => ({...document.lines.pointAt(offset), offset})
    const message = file.message(finding.message, {
      place: {start: point(finding.start), end: point(finding.end)},
      ruleId: definition.id,
      source: 'remark-lint',
    })
    // unified knows errors (`true`), warnings (`false`) and infos (undefined).
    message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
    if (finding.url !== undefined) message.actual = finding.url
    if (finding.fix !== undefined) message.expected = [finding.fix.replacement]
    else if (finding.suggestion !== undefined) message.expected = [finding.suggestion]
    const [related] = finding.related ?? []
    if (related !== undefined) {
      const at = document.lines.pointAt(related.start)
      message.note = `${related.message} (${related.file}:${at.line}:${at.column})`
    }
  })
}
