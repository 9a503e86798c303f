/** The HTML report in a real Chromium: readable, operable, and deaf to hostile text. */
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import fc from 'fast-check'
import {Parser} from 'htmlparser2'
import {type Browser, chromium, type Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Report, ReportedFinding, ReportedLink} from '../../src/core/report.ts'
import {htmlReport} from '../../src/report/html.ts'
import type {ReportContext} from '../../src/report/reporter.ts'
import {hostileReport} from './hostile.ts'
import {cleanReport, context, report} from './sample.ts'

const {CHROMIUM_PATH, PAPERLINT_SCREENSHOTS} = process.env
const browserPath = [CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)
if (browserPath === undefined) console.warn('Skipped: the HTML report in Chromium, as this machine has none (set CHROMIUM_PATH)')

const openAll = "for (const details of document.querySelectorAll('details')) details.open = true"
const day = 86_400_000
const full: ReportContext = {
  ...context,
  finishedAtMs: Date.UTC(2026, 10, 20),
  history: [0, 1, 4, 2, 3, 1].map((dead, index) => ({
    atMs: Date.UTC(2026, 9, 16) + index * 7 * day,
    links: 7,
    verdicts: {ok: 5, moved: 1, dead, blocked: 1, error: 0, skipped: 0},
    errors: dead,
    warnings: 0,
  })),
  sourcePage: (file, line) => `https://example.org/blob/main/${file}#L${line}`,
}

const unasked = {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0, skipped: 0}
const offlineReport: Report = {...report, summary: {...report.summary, ...unasked}, links: []}

describe('the text of the page', () => {
  const allowed = new Set(
    'html head meta title style noscript body header h1 p main ul li strong h2 i svg line text path circle section div label select option input output table caption thead tbody tr th button td span a details summary code pre mark dl dt dd footer script'.split(
      ' ',
    ),
  )
  const addresses = /^https:\/\/example\.org\/|^https?:/

  test('holds no element, handler or address but ours, whatever the text', () => {
    fc.assert(
      fc.property(hostileReport, ({report: given, source}) => {
        const seen: string[] = []
        let scripts = 0
        const parser = new Parser({
          onopentag(name, attributes) {
            if (!allowed.has(name) && name !== 'title') seen.push(name)
            if (name === 'script') scripts++
            for (const [key, value] of Object.entries(attributes)) {
              if (key.startsWith('on') || key === 'src' || key === 'srcdoc') seen.push(`${name} ${key}`)
              if (key === 'href' && !addresses.test(value)) seen.push(value)
              if (key === 'style' && !/^width:[\d.]+%$/.test(value)) seen.push(value)
            }
          },
        })
        const text = htmlReport(given, {...full, sources: new Map(given.findings.map(({file}) => [file, source]))})
        parser.end(text)
        expect(seen).toEqual([])
        expect(scripts).toBe(1)
        expect(text.replaceAll('\n', '').replace(/ data-text="[^"]*"/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
      }),
    )
  })

  test('takes no mail address for a host', () => {
    const [link] = report.links
    const mail = {...link, url: 'mailto:a@b.example', verdict: 'skipped', reason: 'mailto'} as ReportedLink
    const hosts = (links: readonly ReportedLink[]): string => /<h2>Hosts<[\s\S]*/.exec(htmlReport({...report, links}, full))?.[0] ?? ''
    expect(hosts([...report.links, mail]).replace(/<script[\s\S]*/, '')).not.toContain('b.example')
  })

  test('says what was not checked, or not well', () => {
    const unchecked = {ok: 0, moved: 0, dead: 0, blocked: 0, error: 0}
    const textOf = (summary: Partial<Report['summary']>): string =>
      htmlReport({...cleanReport, summary: {...cleanReport.summary, ...unchecked, ...summary}}, context)
    expect(textOf({links: 7})).toContain('7 links, not checked')
    expect(textOf({links: 0})).not.toContain('not checked')
    expect(textOf({links: 7, blocked: 2, error: 3})).toContain('<strong>5</strong>undecided links')
    expect(textOf({links: 7, ok: 7, insecure: true})).toContain('7 links, certificates not verified')
  })

  test('shows a part of a long line, says so, and splits no character', () => {
    const [finding] = report.findings as readonly [ReportedFinding]
    const shownAt = (column: number, endColumn: number, line = '🙂'.repeat(5000)): string => {
      const place = {...finding, fix: undefined, line: 1, endLine: 1, column, endColumn} as unknown as ReportedFinding
      const text = htmlReport({...report, findings: [place], links: []}, {...full, sources: new Map([['README.md', line]])})
      return /<pre class="source">(.*?)<\/pre>/s.exec(text)?.[1] ?? ''
    }
    const around = '🙂'.repeat(200)
    expect(shownAt(4001, 4003)).toBe(`…${around}<mark>🙂</mark>${around}…`)
    expect(shownAt(1, 9999)).toBe(`<mark>${'🙂'.repeat(800)}</mark>…`)
    expect(shownAt(3999, 4001)).toBe(`…${around}<mark>🙂</mark>${around}…`)
    expect(shownAt(9999, 10_001)).toBe(`…${around}<mark>🙂</mark>`)
    // A letter between them puts the cut on either side within a character.
    expect(shownAt(2002, 2004, `${'🙂'.repeat(1000)}a${'🙂'.repeat(1000)}`)).toBe(`…${around}a<mark>🙂</mark>${around}…`)
    expect(shownAt(1999, 2001, `${'🙂'.repeat(1000)}a${'🙂'.repeat(1000)}`)).toBe(`…${around}<mark>🙂</mark>a${'🙂'.repeat(199)}…`)
  })

  test('is one file: nothing is fetched', () => {
    expect(htmlReport(report, full)).not.toMatch(/<(?:link|img|iframe|script src)|url\(|@import/)
  })
})

describe.skipIf(browserPath === undefined)('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperlint-html-'))
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({...(browserPath !== undefined && {executablePath: browserPath}), args: ['--no-sandbox']})
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, {recursive: true})
  })

  async function open(
    given: Report,
    changes: Partial<ReportContext> = {},
    scheme: 'light' | 'dark' = 'light',
    javaScriptEnabled = true,
  ): Promise<{page: Page; requests: string[]; dialogs: string[]}> {
    const file = join(folder, 'report.html')
    writeFileSync(file, htmlReport(given, {...full, ...changes}))
    const page = await browser.newPage({colorScheme: scheme, viewport: {width: 1200, height: 900}, javaScriptEnabled})
    const requests: string[] = []
    const dialogs: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => dialogs.push(error.message))
    await page.goto(pathToFileURL(file).href)
    return {page, requests, dialogs}
  }

  test.for<['light' | 'dark', 'wide' | 'narrow', 'full' | 'closed' | 'filtered' | 'offline' | 'clean']>([
    ['light', 'wide', 'full'],
    ['dark', 'wide', 'full'],
    ['light', 'narrow', 'full'],
    ['dark', 'narrow', 'closed'],
    ['dark', 'wide', 'filtered'],
    ['light', 'wide', 'offline'],
    ['light', 'wide', 'clean'],
    ['dark', 'narrow', 'clean'],
  ])('axe finds nothing: %s, %s, %s', async ([scheme, width, kind]) => {
    const given = kind === 'clean' ? cleanReport : kind === 'offline' ? offlineReport : report
    const {page} = await open(given, kind === 'offline' ? {history: []} : {}, scheme)
    if (width === 'narrow') await page.setViewportSize({width: 390, height: 800})
    if (kind === 'full') await page.evaluate(openAll)
    if (kind === 'filtered') {
      await page.locator('#work th button').first().click()
      await page.getByLabel('Level').selectOption('error')
    }
    // The page's own policy forbids foreign scripts, so axe comes in through the debugger.
    const source = createRequire(import.meta.url)('axe-core').source as string
    const session = await page.context().newCDPSession(page)
    await session.send('Runtime.evaluate', {expression: source})
    const {result} = await session.send('Runtime.evaluate', {
      expression:
        'axe.run(document).then(({violations}) => JSON.stringify(violations.map(({id, nodes}) => [id, nodes.map(({html, failureSummary}) => html + failureSummary)])))',
      awaitPromise: true,
    })
    expect(JSON.parse(result.value)).toEqual([])
    if (PAPERLINT_SCREENSHOTS !== undefined)
      await page.screenshot({path: join(PAPERLINT_SCREENSHOTS, `html-${scheme}-${width}-${kind}.png`), fullPage: true})
    await page.close()
  })

  test('filters, searches, sorts and copies', async () => {
    const {page, dialogs} = await open(report)
    const rows = page.locator('#work tbody tr:visible')
    // One table: the findings, and the links that none of them speaks of and that do not simply work.
    const total = report.findings.length + 3
    expect(await rows.count()).toBe(total)

    await page.getByLabel('Level').selectOption('error')
    expect(await rows.count()).toBe(4)
    expect(await page.locator('#work output').textContent()).toBe(`4 of 4 that fit, ${total} in all`)
    await page.locator('#work input[type=search]').fill('caltech')
    expect(await rows.count()).toBe(1)
    await page.locator('#work input[type=search]').fill('')
    await page.getByLabel('Level').selectOption('')
    await page.getByLabel('Verdict').selectOption('blocked')
    expect(await rows.locator('summary').allTextContents()).toEqual([
      'https://www.linkedin.com/posts/x blocked: its server turns programs away (999)',
    ])
    await page.getByLabel('Verdict').selectOption('')
    await page.locator('[data-filter=host]').selectOption('slow.example')
    expect(await rows.count()).toBe(1)
    await page.locator('[data-filter=host]').selectOption('')

    const place = page.locator('#work th', {hasText: 'Place'})
    await place.getByRole('button').click()
    const lines = (await rows.locator('.place').allTextContents()).map((text) => Number(text.split(':')[1]))
    expect(lines).toEqual([...lines].sort((a, b) => a - b))

    const rule = page.locator('#work th', {hasText: 'Rule'})
    await rule.getByRole('button').click()
    expect(await rule.getAttribute('aria-sort')).toBe('ascending')
    const names = await rows.locator('td:last-child').allTextContents()
    expect(names).toEqual([...names].sort())
    await rule.getByRole('button').click()
    expect(await rows.locator('td:last-child').allTextContents()).toEqual([...names].sort().reverse())

    const row = rows.filter({hasText: 'abs/1912.01991'}).first()
    await row.locator('summary').click()
    expect(await row.locator('mark').textContent()).toContain('https//arxiv.org/abs/1912.01991')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await row.getByRole('button', {name: 'copy'}).click()
    await page.getByText('Copied https://arxiv.org/abs/1912.01991').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('https://arxiv.org/abs/1912.01991')
    expect(dialogs).toEqual([])
    await page.close()
  })

  test('opens everything for print, and is whole without scripts', async () => {
    const {page} = await open(report)
    await page.emulateMedia({media: 'print'})
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.locator('details:not([open])').count()).toBe(0)
    expect(await page.locator('.filters:visible').count()).toBe(0)
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(await page.locator('details[open]').count()).toBe(0)
    await page.close()

    const {page: still} = await open(many(250), {}, 'light', false)
    expect(await still.locator('#work tbody tr:visible').count()).toBe(250)
    expect(await still.locator('.filters:visible').count()).toBe(0)
    await still.close()
  })

  test('runs nothing of a hostile report and asks the network nothing', async () => {
    for (const {report: given, source} of fc.sample(hostileReport, 4)) {
      const {page, requests, dialogs} = await open(given, {sources: new Map(given.findings.map(({file}) => [file, source]))})
      await page.evaluate(openAll)
      expect(dialogs).toEqual([])
      expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
      await page.close()
    }
  })

  test('stays usable with 10,000 findings and 3,000 links', async () => {
    const links = Array.from(
      {length: 3000},
      (_, index) => ({...report.links[5], url: `https://host${index % 300}.example/${index}`}) as ReportedLink,
    )
    const {page} = await open({...many(10_000), links})
    const rows = page.locator('#work tbody tr')
    expect(await rows.count()).toBe(200)
    const start = performance.now()
    await page.getByLabel('Level').selectOption('warning')
    expect(await page.locator('#work output').textContent()).toBe('200 of 1,111 that fit, 13,000 in all')
    await page.locator('#work input[type=search]').fill('Unexpected 7777 ')
    await page.getByLabel('Level').selectOption('')
    expect(await rows.count()).toBe(1)
    await page.locator('#work input[type=search]').fill('')
    await page.getByRole('button', {name: 'Show 1,000 more'}).click()
    expect(await rows.count()).toBe(1200)
    expect(performance.now() - start).toBeLessThan(6000)
    await page.close()
  })
})

/** The sample's findings over and over, each with its number. */
function many(amount: number): Report {
  const findings = Array.from(
    {length: amount},
    (_, index) => ({...report.findings[index % 9], message: `Unexpected ${index} `, line: 1 + (index % 9)}) as ReportedFinding,
  )
  return {...report, findings, links: []}
}
