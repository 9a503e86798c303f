/** The built program and the list that started the project, in the stand-in internet. */
import {spawn} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {beside} from '../helpers/beside.ts'
import {factsOf, seedWorld} from '../standin/seed.ts'
import {standIn} from '../standin/server.ts'
import {tokens} from '../standin/service.ts'

const seed = beside('seed/')
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

interface Report {
  readonly summary: {readonly requests: number}
  readonly findings: readonly {readonly rule: string; readonly line: number; readonly message: string; readonly suggestion?: string}[]
  readonly links: readonly {
    readonly url: string
    readonly verdict: string
    readonly reason: string
    readonly via: string
    readonly evidence?: readonly string[]
    readonly occurrences: readonly {readonly line: number}[]
  }[]
}

function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<{readonly report: Report; readonly stderr: string}> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {env: {PATH: process.env['PATH'] ?? '', ...env}, cwd: fileURLToPath(seed)})
    let out = ''
    let stderr = ''
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (stderr += data))
    child.on('error', reject)
    child.on('close', () => {
      try {
        resolve({report: JSON.parse(out) as Report, stderr})
      } catch {
        reject(new Error(`no report: ${stderr}`))
      }
    })
  })
}

// The services' intervals are tested elsewhere; here nothing is worth waiting for.
const hosts =
  'api.datacite.org export.arxiv.org arxiv.org api.semanticscholar.org api2.openreview.net www.youtube.com img.youtube.com api.crossref.org doi.org discord.com archive.org'
const hurry = hosts.split(' ').flatMap((host) => ['--host-interval', `${host}=0ms`])

const cars = 'http://ai.stanford.edu/~jkrause/cars/car_dataset.html'

/** Rules that need the network, as the labels have them. */
const online = new Set(['title-matches-metadata', 'no-dead-url', 'no-moved-url'])

test.runIf(existsSync(seed))('every certain verdict and every label of the seed, through the program', async () => {
  const facts = factsOf(readFileSync(new URL('facts.tsv', seed), 'utf8'))
  const known = seedWorld(facts)
  // No other entry of the list has the paper that this one means.
  const meant = {arxiv: '2003.04297', titles: ['Improved Baselines with Momentum Contrastive Learning'], authors: ['Xinlei Chen']}
  const server = await standIn(
    {...known, papers: [...(known.papers ?? []), meant], captures: {[cars]: '20200101000000'}},
    {checkPace: false},
  )
  const remap = `^https?://([^/]+)/?(.*)$ ${server.origin}/$1/$2`
  const contact = 'paperlint test (+https://example.org/contact)'
  const {report} = await run(
    ['README.md', '--format', 'json', '--no-config', '--allow-private', '--remap', remap, '--user-agent', contact, ...hurry],
    {
      GITHUB_TOKEN: tokens.github,
    },
  )
  await server.close()
  expect(server.breaches).toEqual([])

  for (const {url, verdict} of facts) {
    const link = report.links.find((each) => each.url === url)
    if (link === undefined || verdict.startsWith('unknown') || verdict === 'malformed; target alive') continue
    expect(`${url} ${link.verdict}`).toBe(
      `${url} ${verdict.startsWith('moved') ? (url.includes('research.fb.com') ? 'dead' : 'moved') : verdict === 'dead' ? 'dead' : 'ok'}`,
    )
  }
  const found = report.findings.filter(({rule}) => online.has(rule)).map(({rule, line}) => `${line} ${rule}`)
  expect(found).toEqual([
    '38 title-matches-metadata',
    '48 title-matches-metadata',
    '50 title-matches-metadata',
    '59 no-moved-url',
    '88 no-dead-url',
    '90 no-dead-url',
    '99 no-dead-url',
    '107 no-moved-url',
    '114 no-dead-url',
    '116 no-dead-url',
  ])
  const registries =
    /^(?:GET|POST|HEAD) (?:api\.datacite|export\.arxiv|api\.semanticscholar|api\.github|github\.com|api2?\.openreview|openreview|api\.crossref|doi\.org|www\.youtube|img\.youtube)/
  expect(server.requests.filter((request) => registries.test(request)).length).toBeLessThanOrEqual(25)
})

test.runIf(existsSync(seed)).for(['outage', 'drop', 'html'] as const)(
  'with everything in trouble (%s) no link is lost and none is called dead',
  async (trouble) => {
    const facts = factsOf(readFileSync(new URL('facts.tsv', seed), 'utf8'))
    const server = await standIn(seedWorld(facts), {checkPace: false, trouble: {'*': trouble}})
    const remap = `^https?://([^/]+)/?(.*)$ ${server.origin}/$1/$2`
    const {report} = await run(
      [
        'README.md',
        '--format',
        'json',
        '--no-config',
        '--allow-private',
        '--remap',
        remap,
        '--user-agent',
        'x (+https://example.org)',
        '--retries',
        '0',
        ...hurry,
        '--timeout',
        '5s',
      ],
      {GITHUB_TOKEN: tokens.github},
    )
    await server.close()
    const addresses = new Set(facts.map(({url}) => url).filter((url) => /^https?:\/\//.test(url)))
    for (const url of addresses)
      expect(
        report.links.some((link) => link.url === url),
        url,
      ).toBe(true)
    expect(report.links.filter(({verdict}) => verdict === 'dead')).toEqual([])
  },
)
