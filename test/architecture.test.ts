/** The shape of the source: imports point one way, effects stay at the rim, the catalogue is complete. */
import {readdirSync, readFileSync} from 'node:fs'
import {basename, join, posix} from 'node:path'
import {describe, expect, test} from 'vitest'
import {rules} from '../rules/index.ts'

const root = join(import.meta.dirname, '..')

interface Import {
  /** Path from the root, or the name of a package. */
  readonly target: string
  /** `type` leaves nothing at run time, `lazy` is an `import()`. */
  readonly kind: 'value' | 'type' | 'lazy'
}

const files: readonly string[] = ['src', 'rules'].flatMap((folder) =>
  readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')),
)

const importsOf = new Map(files.map((file) => [file, importsIn(file)]))

function importsIn(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8')
  const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...source.matchAll(statement)].map(([, isType, direct, lazy]) => {
    const name = direct ?? lazy ?? ''
    const target = name.startsWith('.') ? posix.join(posix.dirname(file), name) : name
    return {target, kind: lazy === undefined ? (isType === undefined ? 'value' : 'type') : 'lazy'}
  })
}

/** `src/core/finding.ts` → `core`, `src/check/wire/fetch.ts` → `check/wire`, `src/fix.ts` → `fix.ts`, `rules/index.ts` → `catalogue`. */
function layerOf(file: string): string {
  if (file === 'rules/index.ts') return 'catalogue'
  const [first = '', second = '', third = ''] = file.split('/')
  return first !== 'src' ? first : third === '' || third.endsWith('.ts') ? second : `${second}/${third}`
}

function isWithin(layer: string, other: string): boolean {
  return layer === other || layer.startsWith(`${other}/`)
}

const belowLint =
  'core markdown disk git config report rule.ts run-rules.ts fix.ts surroundings.ts verdicts.ts terminal.ts version.ts catalogue'.split(' ')

// What each layer may import besides itself; a name stands for its folders, too. Neighbours on a level do not know each other.
const allowed: Readonly<Record<string, readonly string[]>> = {
  'core/text': [],
  'core/collection': ['core/text'],
  'core/paper': ['core/text', 'core/collection'],
  'core/link': ['core/text', 'core/collection', 'core/paper'],
  'core/registry': ['core'],
  core: ['core'],
  'markdown/tree': ['core'],
  'markdown/entry': ['core', 'markdown'],
  'markdown/compare': ['core', 'markdown'],
  markdown: ['core', 'markdown/tree', 'markdown/entry'],
  'check/schedule': ['core'],
  'check/wire': ['core', 'check/schedule'],
  'check/verdict': ['core', 'check/schedule', 'check/wire'],
  'check/visit': ['core', 'check/schedule', 'check/wire', 'check/verdict'],
  'check/memory': ['core', 'disk', 'check/schedule', 'check/verdict', 'check/visit'],
  check: ['core', 'disk', 'check'],
  disk: [],
  resolvers: ['core'],
  report: ['core'],
  git: ['core'],
  'rule.ts': ['core', 'markdown'],
  rules: ['core', 'markdown', 'rule.ts'],
  config: ['core', 'disk', 'rule.ts'],
  'fix.ts': ['core'],
  'surroundings.ts': ['core', 'markdown', 'disk', 'git', 'rule.ts'],
  'run-rules.ts': ['core', 'markdown', 'rule.ts'],
  'verdicts.ts': ['core', 'markdown'],
  'web.ts': [],
  'terminal.ts': ['core', 'disk', 'report'],
  arguments: ['core', 'disk', 'config'],
  lint: [...belowLint],
  network: [...belowLint, 'lint', 'check', 'resolvers'],
}

test('imports are found', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(importsOf.get('src/markdown/document.ts')).toContainEqual({target: 'src/markdown/tree/tree.ts', kind: 'value'})
  expect(importsOf.get('src/rule.ts')).toContainEqual({target: 'src/plugin.ts', kind: 'lazy'})
  expect(importsOf.get('src/rule.ts')).toContainEqual({target: 'src/core/text/place.ts', kind: 'type'})
})

test('imports point one way', () => {
  const wrong = files.flatMap((file) => {
    const layers = allowed[layerOf(file)]
    if (layers === undefined) return []
    return (importsOf.get(file) ?? [])
      .filter(({target, kind}) => /^(?:src|rules)\//.test(target) && kind !== 'lazy')
      .filter(({target}) => {
        const layer = layerOf(target)
        return layer !== layerOf(file) && !layers.some((one) => isWithin(layer, one))
      })
      .map(({target}) => `${file} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('the command line and the action do not know each other', () => {
  const wrong = ['cli', 'action'].flatMap((one) =>
    files.filter(
      (file) =>
        layerOf(file) === one && importsOf.get(file)?.some(({target}) => target.startsWith(one === 'cli' ? 'src/action/' : 'src/cli/')),
    ),
  )
  expect(wrong).toEqual([])
})

test('every import is of a file that is there', () => {
  const missing = files.flatMap((file) =>
    (importsOf.get(file) ?? [])
      .filter(({target}) => /^(?:src|rules)\//.test(target) && !files.includes(target))
      .map(({target}) => `${file} imports ${target}`),
  )
  expect(missing).toEqual([])
})

test('a rule imports no other rule', () => {
  const wrong = files.filter((file) => layerOf(file) === 'rules' && importsOf.get(file)?.some(({target}) => target.startsWith('rules/')))
  expect(wrong).toEqual([])
})

test('nothing imports in a circle at run time', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const {target, kind} of importsOf.get(file) ?? []) if (kind === 'value' && importsOf.has(target)) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

describe.for<[name: string, isIt: (target: string) => boolean, where: readonly string[]]>([
  ['undici', (target) => /^undici(?:\/|$)/.test(target), ['src/web.ts', 'src/check/wire/fetch.ts']],
  ['processes', (target) => target === 'node:child_process', ['src/git/ask.ts']],
  ['@actions/*', (target) => target.startsWith('@actions/'), ['src/action.ts']],
  ['remark', (target) => target.startsWith('remark-'), ['src/markdown/tree/remark.ts']],
])('%s', ([, isIt, where]) => {
  test('is imported in one place only', () => {
    const importers = files.filter((file) => importsOf.get(file)?.some(({target, kind}) => kind !== 'type' && isIt(target)))
    expect(importers.length).toBeGreaterThan(0)
    expect(importers.filter((file) => !where.includes(file))).toEqual([])
  })
})

test('rules and what they read touch neither disk nor network', () => {
  const pure = ['core', 'markdown', 'rules', 'report', 'resolvers', 'rule.ts', 'fix.ts', 'run-rules.ts']
  // The parser's binding is loaded by `require`, as it is a native module.
  const effects = /^node:(?!module$|crypto$|buffer$|util$|url$)/
  const wrong = files.filter(
    (file) => pure.some((layer) => isWithin(layerOf(file), layer)) && importsOf.get(file)?.some(({target}) => effects.test(target)),
  )
  expect(wrong).toEqual([])
})

describe('the catalogue', () => {
  const named = (extension: string): string[] =>
    readdirSync(join(root, 'rules'))
      .filter((name) => name.endsWith(extension) && name !== 'index.ts')
      .map((name) => basename(name, extension))
      .sort()

  test('has a line for every rule, and a rule for every line', () => {
    expect(rules.map(({id}) => id).sort()).toEqual(named('.ts'))
  })

  test('has a page for every rule, headed by its name', () => {
    expect(named('.md')).toEqual(named('.ts'))
    for (const id of named('.md')) expect(readFileSync(join(root, `rules/${id}.md`), 'utf8')).toMatch(`# \`${id}\`\n`)
  })

  test("has options' names on each rule's page", () => {
    for (const {id, options} of rules) {
      const page = readFileSync(join(root, `rules/${id}.md`), 'utf8')
      for (const name of Object.keys(options)) expect(page, `${id}: ${name}`).toContain(`\`${name}\``)
    }
  })
})

test('no file is a grab bag', () => {
  const bags = files.filter((file) => /(?:^|\/)(?:utils?|helpers?|types|common|misc|shared)(?:\/|\.ts$)/.test(file))
  expect(bags).toEqual([])
})

test('every file opens with what it is for', () => {
  const silent = files.filter((file) => !/^(?:#!.*\n)?\/\*\*/.test(readFileSync(join(root, file), 'utf8')))
  expect(silent).toEqual([])
})
