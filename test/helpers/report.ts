/** A report of findings and links, with the figures that belong to them. */
import {type Report, type ReportedFinding, type ReportedLink, summaryCountsOf} from '../../src/core/report.ts'

export function reportWith(findings: readonly ReportedFinding[], links: readonly ReportedLink[], files = 1): Report {
  const summary = {
    files,
    links: links.length,
    urls: links.length,
    ...summaryCountsOf(findings, links),
    requests: links.length,
    durationMs: 10,
  }
  return {schemaVersion: 1, tool: {name: 'paperlint', version: '1.2.3'}, summary, findings, links}
}
