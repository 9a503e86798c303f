/** JUnit XML as Jenkins' xUnit plugin defines it: a suite per document, a failed test per error. */
import {getOrInsert} from '../core/collection/get-or-insert.ts'
import type {Report, ReportedFinding} from '../core/report.ts'
import {xml} from './escape.ts'
import {byPlace, compare} from './order.ts'
import {remedyOf} from './remedy.ts'
import type {ReportContext} from './reporter.ts'

/** Only errors fail a run, so only they are failures; warnings and infos are passed tests with output. */
export function junit(report: Report, context: ReportContext): string {
  const byFile = new Map<string, ReportedFinding[]>([...context.sources.keys()].map((file) => [file, []]))
  for (const finding of [...report.findings].sort(byPlace)) {
    getOrInsert(byFile, finding.file, () => []).push(finding)
  }
  const suites = [...byFile].sort(([a], [b]) => compare(a, b)).map(([file, findings]) => suiteOf(file, findings, context))
  const total = {
    name: 'paperlint',
    tests: suites.reduce((sum, {tests}) => sum + tests, 0),
    failures: suites.reduce((sum, {failures}) => sum + failures, 0),
    errors: 0,
    time: (report.summary.durationMs / 1000).toFixed(3),
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', total, `\n${suites.map(({text}) => text).join('')}`)}`
}

function suiteOf(
  file: string,
  findings: readonly ReportedFinding[],
  context: ReportContext,
): {text: string; tests: number; failures: number} {
  const failures = findings.filter(({severity}) => severity === 'error').length
  const cases = findings.length === 0 ? element('testcase', {name: file, classname: file}) : findings.map(caseOf).join('')
  const tests = Math.max(1, findings.length)
  const timestamp = context.finishedAtMs === undefined ? {} : {timestamp: new Date(context.finishedAtMs).toISOString()}
  return {text: element('testsuite', {name: file, file, tests, failures, errors: 0, ...timestamp}, `\n${cases}`), tests, failures}
}

function caseOf(finding: ReportedFinding): string {
  const {file, line, column, rule, severity, message} = finding
  const remedy = remedyOf(finding)
  const text = xml(`${file}:${line}:${column}: ${message}`) + (remedy === undefined ? '' : `\n${xml(remedy)}`)
  const inner = severity === 'error' ? element('failure', {type: rule, message}, text) : element('system-out', {}, `${severity}: ${text}`)
  return element('testcase', {name: `${line}:${column} ${rule}`, classname: file}, `\n${inner}`)
}

/** Inner text is XML already; attributes are escaped here. */
function element(name: string, attributes: Readonly<Record<string, string | number>>, inner?: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(`${value}`)}"`)
  return `<${name}${written.join('')}${inner === undefined ? '/>' : `>${inner}</${name}>`}\n`
}
