/** SARIF 2.1.0, within what GitHub code scanning takes. */

import type {Log, Region, Result, Run} from 'sarif'
import type {Severity} from '../core/finding.ts'
import {encodedPath} from '../core/link/address.ts'
import type {Report, ReportedFinding} from '../core/report.ts'
import {httpUrl, visible} from './escape.ts'
import {fingerprintsOf} from './fingerprint.ts'
import {worstFirst} from './order.ts'
import {remedyOf} from './remedy.ts'
import type {ReportContext} from './reporter.ts'

/** GitHub refuses a file with more; it shows the worst 5,000. Source: GitHub docs, "SARIF support for code scanning". */
const mostResults = 25_000
const mostRelated = 1_000

const levels: Readonly<Record<Severity, Result.level>> = {error: 'error', warning: 'warning', info: 'note'}

export function sarif(report: Report, context: ReportContext): string {
  const findings = [...report.findings].sort(worstFirst).slice(0, mostResults)
  const ruleNames = [...new Set(findings.map(({rule}) => rule))].sort()
  const indexByRule = new Map(ruleNames.map((name, index) => [name, index]))
  const fingerprints = fingerprintsOf(findings)
  const left = report.findings.length - findings.length
  const run: Run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        informationUri: context.homePage,
        rules: ruleNames.map((id) => {
          const helpUri = httpUrl(context.rulePage(id) ?? '')
          // GitHub shows it as the title of each alert.
          const summary = plainText(context.ruleSummary(id) ?? `paperlint: ${id}`)
          return {id, shortDescription: {text: summary}, ...(helpUri !== undefined && {helpUri})}
        }),
      },
    },
    invocations: [
      {
        executionSuccessful: true,
        ...(left > 0 && {
          toolExecutionNotifications: [{level: 'warning', message: {text: `${left} milder results are left out of this file.`}}],
        }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding, index) => resultOf(finding, indexByRule.get(finding.rule) ?? -1, fingerprints[index] ?? '')),
  }
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  }
  return `${JSON.stringify(log)}\n`
}

function resultOf(finding: ReportedFinding, ruleIndex: number, fingerprint: string): Result {
  const {fix, related = []} = finding
  const remedy = remedyOf(finding)
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: {text: plainText(remedy === undefined ? finding.message : `${finding.message}. ${remedy}`)},
    locations: [{physicalLocation: {artifactLocation: artifactOf(finding.file), region: regionOf(finding)}}],
    // The first is the one GitHub reads.
    partialFingerprints: {primaryLocationLineHash: fingerprint, 'paperlint/v1': fingerprint},
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, mostRelated).map(({file, line, column, message}, id) => ({
        id,
        physicalLocation: {artifactLocation: artifactOf(file), region: {startLine: line, startColumn: column}},
        message: {text: plainText(message === '' ? 'related' : message)},
      })),
    }),
    ...(fix !== undefined && {
      fixes: [
        {
          description: {text: 'Replace'},
          artifactChanges: [
            {
              artifactLocation: artifactOf(finding.file),
              replacements: [{deletedRegion: regionOf(fix), insertedContent: {text: fix.replacement}}],
            },
          ],
        },
      ],
    }),
  }
}

function regionOf(place: {line: number; column: number; endLine: number; endColumn: number}): Region {
  return {startLine: place.line, startColumn: place.column, endLine: place.endLine, endColumn: place.endColumn}
}

/** A relative reference, or the address of a list that was fetched; `./` keeps a colon in the first segment from looking like a scheme. */
function artifactOf(file: string): {uri: string} {
  const address = httpUrl(file)
  if (address !== undefined) return {uri: uriOf(address)}
  const uri = encodedPath(file).replaceAll('%3A', ':')
  return {uri: uri.split('/')[0]?.includes(':') ? `./${uri}` : uri}
}

/** Browsers leave characters in addresses that RFC 3986 does not allow: brackets, bars, a second `#`, a `%` that escapes nothing. */
function uriOf(address: string): string {
  // Brackets before the path belong to the host: browsers encode those in a user's name.
  const [, start = '', ipv6 = '', path = '', fragment = ''] = /^(\w+:\/\/[^[/?#]*)(\[[^\]]*\])?([^#]*)(#.*)?$/.exec(address) ?? []
  const encoded = (part: string): string => part.replace(/%(?![\da-f]{2})|[^\w.~:/?@!$&'()*+,;=%-]/gi, encodeURIComponent)
  return encoded(start) + ipv6 + encoded(path) + fragment.slice(0, 1) + encoded(fragment.slice(1))
}

/** Plain text in which brackets make no embedded link. Source: SARIF 2.1.0, section 3.11.6. */
function plainText(text: string): string {
  return visible(text).replace(/[\\[\]]/g, '\\$&')
}
