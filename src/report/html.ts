/** The report as one HTML file, which loads nothing over the network, so it works from a mail attachment. */
import {createHash} from 'node:crypto'
import type {Report} from '../core/report.ts'
import {html} from './escape.ts'
import {historyChart, hostTable, verdictChart} from './html-charts.ts'
import {script} from './html-script.ts'
import {style, styleWithoutScript} from './html-style.ts'
import {workTable} from './html-table.ts'
import {count, number} from './number.ts'
import type {ReportContext} from './reporter.ts'

export function htmlReport(report: Report, context: ReportContext): string {
  const {summary} = report
  const title = `paperlint: ${count(summary.errors, 'error')}, ${count(summary.warnings, 'warning')}, ${count(summary.dead, 'dead link')}`
  const when =
    context.finishedAtMs === undefined ? '' : `, ${new Date(context.finishedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const isChecked = checkedIn(report) > 0
  const links = `${count(summary.links, 'link')}${isChecked || summary.links === 0 ? '' : ', not checked'}${summary.insecure ? ', certificates not verified' : ''}`
  const charts = [isChecked ? verdictChart(report) : '', historyChart(context.history ?? [])].filter((chart) => chart !== '')
  const body = [
    `<header><h1>paperlint report</h1><p class="soft">${count(summary.files, 'file')}, ${links}${when}</p></header>`,
    '<main>',
    numbers(report),
    charts.length === 0 ? '' : `<div class="charts">${charts.join('')}</div>`,
    workTable(report, context),
    hostTable(report.links),
    '</main>',
    `<footer>Made by ${html(report.tool.name)} ${html(report.tool.version)}. <span id="copied" role="status" class="soft"></span></footer>`,
  ]
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hashOf(script)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${style}</style><noscript><style>${styleWithoutScript}</style></noscript></head>
<body>
${body.filter((part) => part !== '').join('\n')}
<script>${script}</script>
</body></html>
`
}

/** The four numbers that say how the list is; where links were checked, two of them are about links. */
function numbers(report: Report): string {
  const {errors, warnings, infos, dead, blocked, error} = report.summary
  const item = (value: number, noun: string, isBad: boolean): string =>
    `<li${isBad && value > 0 ? ' class="bad"' : ''}><strong>${number(value)}</strong>${noun}${value === 1 ? '' : 's'}</li>`
  const fixable = report.findings.filter(({fix}) => fix !== undefined).length
  const others =
    checkedIn(report) > 0
      ? [item(dead, 'dead link', true), item(blocked + error, 'undecided link', false)]
      : [item(infos, 'note', false), `<li><strong>${number(fixable)}</strong>fixable with --fix</li>`]
  return `<ul class="numbers">${item(errors, 'error', true)}${item(warnings, 'warning', false)}${others.join('')}</ul>`
}

function checkedIn({summary: {ok, moved, dead, blocked, error}}: Report): number {
  return ok + moved + dead + blocked + error
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
