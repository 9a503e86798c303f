/**
 * Builds `dist/`: the command line, the library, the action, their declarations and the licences of what is bundled.
 *
 *     node scripts/build.mjs           builds where something has changed since the last build
 *     node scripts/build.mjs --force   builds in any case
 */
import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, relative, sep} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {promisify} from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const stamp = join(dist, '.hash')

/** Resolved at run time: the parser and its native binding, a package per platform. */
const external = [/^satteri($|\/)/, /^@bruits\//]

/** Modules that every offline run needs, with all that they import: one file, as each further one adds a millisecond to the start. */
const offlineRun = ['src/cli/main.ts', 'src/cli/run.ts', 'src/report/json.ts', 'src/report/pretty.ts']

/**
 * What is bundled together. Each group has its own chunks, so that the command line's start never waits for the library's.
 *
 * The command line is CommonJS: loading Node's ES modules takes a tenth of an empty start.
 */
const groups = [
  {folder: '.', entries: {cli: 'src/cli.ts'}, format: 'cjs', minify: true},
  {folder: 'cli', entries: {start: 'src/cli/main.ts'}, format: 'cjs', minify: true, start: offlineRun},
  {folder: 'lib', entries: {index: 'src/index.ts', preset: 'src/preset.ts', ...ruleEntries()}, minify: false},
  {folder: 'action', entries: {index: 'src/action.ts'}, minify: true},
]

/** What Node takes a folder's `.js` files for; otherwise it would go by the project's `package.json`. */
const moduleTypes = {'.': 'commonjs', lib: 'module', action: 'module'}

/** Every rule is an entry of its own: `paperlint/rules/NAME`. */
function ruleEntries() {
  const folder = join(root, 'rules')
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  return Object.fromEntries(names.map((name) => [`rules/${basename(name, '.ts')}`, `rules/${name}`]))
}

/** A hash over every file that the build reads, and over those of its results that git has: a checkout may replace them. */
function hashOfFiles() {
  const folders = ['src', 'rules', 'dist/action'].filter((folder) => existsSync(join(root, folder)))
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), {recursive: true}).map((name) => `${folder}/${name.split(sep).join('/')}`),
  )
  const inputs = [
    ...files.filter((name) => /\.(?:ts|js)$/.test(name)).sort(),
    ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'],
  ]
  const hash = createHash('sha256')
  for (const name of inputs) {
    const path = join(root, name)
    if (existsSync(path)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

async function bundle({folder, entries, minify, start = [], format = 'esm'}) {
  const input = Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))))
  if (Object.keys(input).length === 0) return []
  // Loaded late: an unchanged build only hashes.
  const {rolldown} = await import('rolldown')
  const build = await rolldown({
    cwd: root,
    input,
    external,
    platform: 'node',
    // Unused parts of ES modules can be left out.
    resolve: {mainFields: ['module', 'main']},
    transform: {target: 'es2022'},
    // Other files import things from the start's file.
    preserveEntrySignatures: 'allow-extension',
    // These packages don't declare that they have no side effects: without this the toolkit's HTTP client, half a megabyte, loads at every start.
    treeshake: {moduleSideEffects: [{test: /[\\/]node_modules[\\/]@actions[\\/]/, sideEffects: false}]},
    plugins: [unpackedEntities, lateHttp2, ...(format === 'cjs' ? [asciiOnly] : [])],
    onLog(level, log, handler) {
      // A warning means a fault in the bundle: an import that does not resolve, a harmful cycle.
      // But the action needs some reporters at once, so their modules are in its entry chunk already.
      if (level === 'warn' && !(folder === 'action' && log.code === 'INEFFECTIVE_DYNAMIC_IMPORT')) throw new Error(log.message)
      handler(level, log)
    },
  })
  const {output} = await build.write({
    dir: join(dist, folder),
    format,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minifyInternalExports: false,
    minify,
    strict: true,
    codeSplitting: {
      groups: [{debugName: 'start', name: (id, graph) => (startOf(start, graph).has(id) || id.startsWith('\0rolldown') ? 'start' : null)}],
    },
    comments: {legal: false, annotation: false, jsdoc: false},
  })
  await build.close()
  for (const {fileName, code = ''} of output) {
    // Code from V8's cache can't use it, and only this file needs it: see `src/config/import-program.ts`.
    if (format === 'cjs' && fileName !== 'import-program.js' && /\bimport\(/.test(code))
      throw new Error(`${fileName} has an \`import()\` of something that is not bundled`)
  }
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
}

/** The package unpacks HTML's character names when it is loaded, which takes a twentieth of a start: here that is done once. */
const unpackedEntities = {
  name: 'unpacked-entities',
  async load(id) {
    if (!/[\\/]entities[\\/].*[\\/]decode-data-html\.js$/.test(id)) return null
    const {htmlDecodeTree} = await import(pathToFileURL(id))
    const bytes = Buffer.from(Uint16Array.from(htmlDecodeTree).buffer).toString('base64')
    return `export const htmlDecodeTree = /* @__PURE__ */ new Uint16Array(Uint8Array.from(Buffer.from('${bytes}', 'base64')).buffer)`
  },
}

/** undici loads HTTP/2, and TLS with it, before it knows a host that speaks it: a twentieth of a run over a thousand links. */
const lateHttp2 = {
  name: 'late-http2',
  load(id) {
    if (!/[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client\.js$/.test(id)) return null
    const early = "const connectH2 = require('./client-h2.js')\n"
    const code = readFileSync(id, 'utf8')
    if (!code.includes(early)) throw new Error(`${id} no longer loads HTTP/2 by ${early}`)
    return code.replace(early, "const connectH2 = (...args) => require('./client-h2.js')(...args)\n")
  },
}

/** V8 keeps a file of ASCII in half the memory, and Node reads it as it is. */
const asciiOnly = {
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      chunk.code = chunk.code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    }
  },
}

/** Modules and all that they import statically, as ids. */
function startOf(modules, graph) {
  const found = new Set()
  const pending = modules.map((name) => join(root, name))
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const info = found.has(id) ? null : graph.getModuleInfo(id)
    if (info === null) continue
    found.add(id)
    pending.push(...info.importedIds)
  }
  return found
}

/** The packages that the bundled modules come from, each with its licence text. */
function licencesOf(modules) {
  const marker = `${sep}node_modules${sep}`
  const folders = new Set()
  for (const id of modules) {
    const at = id.lastIndexOf(marker)
    if (at < 0) continue
    const [scope, name] = id.slice(at + marker.length).split(sep)
    folders.add(id.slice(0, at + marker.length) + (scope.startsWith('@') ? join(scope, name) : scope))
  }
  const packages = [...folders].map((folder) => {
    const {name, version, license, licenses, author} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const identifier = license ?? licenses?.map(({type}) => type).join(' or ') ?? 'see below'
    return {
      title: `${name} ${version} (${identifier})`,
      text: licenceTextIn(folder) ?? `By ${author?.name ?? author ?? 'its contributors'}.`,
    }
  })
  packages.sort((a, b) => (a.title < b.title ? -1 : 1))
  const rule = '-'.repeat(72)
  const intro = 'The programs in this folder contain code of the following packages.'
  return `${[intro, ...packages.map(({title, text}) => `${rule}\n${title}\n\n${text}`)].join('\n\n')}\n`
}

/** A package's licence: a file of its own, or the end of its readme. */
function licenceTextIn(folder) {
  const names = readdirSync(folder)
  const file = names.find((name) => /^(licen[cs]e|copying)/i.test(name))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim()
  const readme = names.find((name) => /^readme/i.test(name))
  if (readme === undefined) return undefined
  const [, section] = /^#+ *(?:licen[cs]e|copyright)\b.*\n+([^#]+)/im.exec(readFileSync(join(folder, readme), 'utf8')) ?? []
  return section?.trim()
}

/** The types of the library: what its exports name, and what that names in turn. */
async function declare() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const types = join(dist, 'lib', 'types')
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', types])
  } catch (error) {
    throw new Error(`tsc:\n${error.stdout ?? error.message}`)
  }
  const named = new Set()
  const pending = [join(types, 'src/index.d.ts'), join(types, 'src/preset.d.ts')]
  for (const name of readdirSync(join(types, 'rules'))) pending.push(join(types, 'rules', name))
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (named.has(file)) continue
    named.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g))
      pending.push(join(dirname(file), `${path}.d.ts`))
  }
  for (const name of readdirSync(types, {recursive: true})) {
    const file = join(types, name)
    if (name.endsWith('.d.ts') && !named.has(file)) rmSync(file)
  }
}

/** Builds `dist/` unless it is up to date; throws with the tools' own messages. */
export async function build({force = false} = {}) {
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfFiles()) return false
  rmSync(dist, {recursive: true, force: true})
  mkdirSync(dist, {recursive: true})
  const [modules] = await Promise.all([Promise.all(groups.map(bundle)), declare()])
  for (const [folder, type] of Object.entries(moduleTypes)) writeFileSync(join(dist, folder, 'package.json'), `${JSON.stringify({type})}\n`)
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES'), licencesOf(modules.flat()))
  chmodSync(join(dist, 'cli.js'), 0o755)
  writeFileSync(stamp, hashOfFiles())
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const startedMs = performance.now()
    const built = await build({force: process.argv.includes('--force')})
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    if (built) console.log(`built ${relative(process.cwd(), dist) || 'dist'} in ${seconds} s`)
  } catch (error) {
    console.error(`build failed: ${error.message}`)
    process.exitCode = 1
  }
}
