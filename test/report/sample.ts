/** A report with every kind of finding and verdict, on a document with wide, combining and invisible characters. */

import type {Report, ReportedFinding, ReportedFix, ReportedLink} from '../../src/core/report.ts'
import {lineIndexOf} from '../../src/core/text/place.ts'
import type {ReportContext} from '../../src/report/reporter.ts'

export const readme = `# Papers

- **[ PIRL ]** Self-Supervised Learning of Pretext-Invariant Representations **(CVPR 2020)** [[Paper](https//arxiv.org/abs/1912.01991)] [[CODE](https://github.com/akwasigroch/Pretext-Invariant-Representations)]
- **[ MoCo ]** Momentum Contrast for Unsupervised Visual Representation Learning **(CVPR 2019)** [[Paper](https://arxiv.org/abs/1911.05722)]
- **[ MoCoV2 ]** Improved Baselines with Momentum Contrastive Learning **(ArXiv 2020)** [[Paper](https://arxiv.org/abs/1911.05722)]
- 视觉表示学习 🧑‍🔬 の研究 cafe\u0301 [論文](hhttp://example.org/论文)
\t- tabbed [old](http://www.vision.caltech.edu/visipedia/CUB-200-2011.html) and [moved](https://github.com/old/name)
- bidi \u202e[link](https://example.org/?utm_source=x) [again](https://example.org/?utm_source=x)
- and [again](https://example.org/?utm_source=x)  on one more line
- [blog](https://www.linkedin.com/posts/x) [slow](https://slow.example/a)
`

const index = lineIndexOf(readme)

interface Told
  extends Pick<ReportedFinding, 'rule' | 'severity' | 'message'>,
    Partial<Pick<ReportedFinding, 'url' | 'suggestion' | 'related'>> {
  /** Text of the place; the n-th where it stands several times. */
  readonly at: string
  readonly nth?: number
  readonly fix?: {readonly at: string; readonly nth?: number; readonly replacement: string}
}

function findingOf({at, nth = 1, fix, ...rest}: Told): ReportedFinding {
  const fixed: {fix: ReportedFix} | undefined = fix && {fix: {...spanOf(fix.at, fix.nth ?? nth), replacement: fix.replacement}}
  return {...rest, file: 'README.md', ...spanOf(at, nth), ...fixed}
}

function spanOf(text: string, nth: number): {line: number; column: number; endLine: number; endColumn: number} {
  let offset = -1
  for (let time = 0; time < nth; time++) offset = readme.indexOf(text, offset + 1)
  if (offset < 0) throw new Error(`The sample has no ${nth}. ${text}`)
  const start = index.pointAt(offset)
  const end = index.pointAt(offset + text.length)
  return {line: start.line, column: start.column, endLine: end.line, endColumn: end.column}
}

const tracked = {
  rule: 'no-tracking-url',
  severity: 'info',
  message: 'Unexpected tracking parameter `utm_source`, expected none',
  url: 'https://example.org/?utm_source=x',
} as const

const findings: readonly ReportedFinding[] = [
  findingOf({
    rule: 'no-malformed-url',
    severity: 'error',
    message: 'Unexpected malformed URL `https//arxiv.org/abs/1912.01991`, expected `https://arxiv.org/abs/1912.01991`',
    at: '[Paper](https//arxiv.org/abs/1912.01991)',
    url: 'https//arxiv.org/abs/1912.01991',
    fix: {at: 'https//arxiv.org/abs/1912.01991', replacement: 'https://arxiv.org/abs/1912.01991'},
  }),
  findingOf({
    rule: 'no-duplicate-paper-id',
    severity: 'error',
    message: 'Unexpected arXiv id `1911.05722` for `Improved Baselines with Momentum Contrastive Learning`',
    at: '[Paper](https://arxiv.org/abs/1911.05722)',
    nth: 2,
    url: 'https://arxiv.org/abs/1911.05722',
    suggestion: 'https://arxiv.org/abs/2003.04297',
    related: [
      {file: 'README.md', line: 4, column: 3, message: '`Momentum Contrast for Unsupervised Visual Representation Learning`'},
      {file: 'docs/other list.md', line: 9, column: 1, message: ''},
    ],
  }),
  findingOf({
    rule: 'plausible-venue-year',
    severity: 'warning',
    message: 'Unexpected year `CVPR 2019`: the proceedings are of 2020',
    at: '(CVPR 2019)',
  }),
  findingOf({
    rule: 'no-malformed-url',
    severity: 'error',
    message: 'Unexpected malformed URL `hhttp://example.org/论文`, expected `http://example.org/论文`',
    at: '[論文](hhttp://example.org/论文)',
    url: 'hhttp://example.org/论文',
    fix: {at: 'hhttp://example.org/论文', replacement: 'http://example.org/论文'},
  }),
  findingOf({
    rule: 'no-dead-url',
    severity: 'error',
    message: 'Unexpected dead link `http://www.vision.caltech.edu/visipedia/CUB-200-2011.html`: 404',
    at: '[old](http://www.vision.caltech.edu/visipedia/CUB-200-2011.html)',
    url: 'http://www.vision.caltech.edu/visipedia/CUB-200-2011.html',
  }),
  findingOf({...tracked, at: '[link](https://example.org/?utm_source=x)', fix: {at: '?utm_source=x', replacement: ''}}),
  findingOf({...tracked, at: '[again](https://example.org/?utm_source=x)', fix: {at: '?utm_source=x', nth: 2, replacement: ''}}),
  findingOf({...tracked, at: '[again](https://example.org/?utm_source=x)', nth: 2, fix: {at: '?utm_source=x', nth: 3, replacement: ''}}),
  findingOf({
    rule: 'no-double-space',
    severity: 'info',
    message: 'Unexpected 2 spaces, expected one',
    at: '  on',
    fix: {at: '  ', nth: 1, replacement: ' '},
  }),
]

function linkOf(url: string, rest: Omit<ReportedLink, 'url' | 'occurrences' | 'attempts' | 'durationMs'>): ReportedLink {
  const at = index.pointAt(readme.indexOf(url))
  return {url, ...rest, attempts: rest.via === 'http' ? 2 : 1, durationMs: 120, occurrences: [{file: 'README.md', ...at}]}
}

const links: readonly ReportedLink[] = [
  linkOf('https://github.com/akwasigroch/Pretext-Invariant-Representations', {verdict: 'ok', reason: 'found', via: 'github'}),
  linkOf('https://arxiv.org/abs/1911.05722', {verdict: 'ok', reason: 'found', via: 'arxiv'}),
  linkOf('http://www.vision.caltech.edu/visipedia/CUB-200-2011.html', {
    verdict: 'dead',
    reason: 'not-found',
    status: 404,
    via: 'http',
    history: {firstFailed: '2026-10-02T03:12:00Z', failures: 7, lastAlive: '2026-09-25T03:12:00Z'},
    archived: 'https://web.archive.org/web/20210411000000/http://www.vision.caltech.edu/visipedia/CUB-200-2011.html',
    evidence: ['HEAD 404 from www.vision.caltech.edu', 'GET 404 from www.vision.caltech.edu, body `Not Found`'],
  }),
  linkOf('https://github.com/old/name', {verdict: 'moved', reason: 'renamed', via: 'github', finalUrl: 'https://github.com/new/name'}),
  linkOf('https://example.org/?utm_source=x', {verdict: 'ok', reason: 'found', status: 200, via: 'http'}),
  linkOf('https://www.linkedin.com/posts/x', {verdict: 'blocked', reason: 'bot-wall', status: 999, via: 'http'}),
  linkOf('https://slow.example/a', {verdict: 'error', reason: 'timeout', via: 'http', evidence: ['no answer within 20 s, 3 times']}),
]

export const report: Report = {
  schemaVersion: 1,
  tool: {name: 'paperlint', version: '1.2.3'},
  summary: {
    files: 1,
    links: 10,
    urls: 7,
    ok: 3,
    moved: 1,
    dead: 1,
    blocked: 1,
    error: 1,
    skipped: 0,
    errors: 4,
    warnings: 1,
    infos: 4,
    requests: 9,
    durationMs: 4100,
  },
  findings,
  links,
}

/** What a run without findings and links reports. */
export const cleanReport: Report = {
  ...report,
  summary: {
    files: 1,
    links: 3,
    urls: 3,
    ok: 0,
    moved: 0,
    dead: 0,
    blocked: 0,
    error: 0,
    skipped: 3,
    errors: 0,
    warnings: 0,
    infos: 0,
    requests: 0,
    durationMs: 8,
  },
  findings: [],
  links: [],
}

export const context: ReportContext = {
  sources: new Map([['README.md', readme]]),
  color: false,
  width: 80,
  hyperlinks: false,
  showInfos: false,
  quiet: false,
  homePage: 'https://example.org/',
  ruleSummary: () => undefined,
  rulePage: (rule) => `https://example.org/rules/${encodeURIComponent(Buffer.from(rule).toString())}.md`,
}
