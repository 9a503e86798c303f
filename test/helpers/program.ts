/** The built program as a process, in a folder of its own. */
import {type ChildProcessWithoutNullStreams, execFileSync, spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {afterAll} from 'vitest'

export const repository: string = resolve(import.meta.dirname, '../..')
export const program: string = join(repository, 'dist/cli.js')

export interface Ended {
  /** Exit status, or the signal that ended it. */
  readonly status: number | NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Buffer
  /** Run as this user, which only root can do. */
  readonly uid?: number
}

/** Variables that would change what is tested. */
const unset = ['NO_COLOR', 'FORCE_COLOR', 'CI', 'GITHUB_BASE_REF', 'COLUMNS', 'PAPERLINT_DEBUG']

export function start(args: readonly string[], {cwd = tmpdir(), env = {}, uid}: RunOptions = {}): ChildProcessWithoutNullStreams {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unset.includes(name)))
  return spawn(process.execPath, [program, ...args], {cwd, env: {...inherited, ...env}, ...(uid !== undefined && {uid})})
}

/** Runs the program until it ends. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(args, options)
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A program that does not read its input may close it early.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code, signal) => {
      done({status: code ?? signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString()})
    })
  })
}

/** Whether a run went well, but for lines of which only so much is read. */
export function isLinted({status, stderr}: Ended): boolean {
  const others = stderr.replace(/^paperlint: Can't check all of `README\.md`: line \d+ has \d+ characters, .*\n/gm, '')
  return others === '' && (stderr === '' ? status === 0 || status === 1 : status === 2)
}

const folders: string[] = []
afterAll(() => {
  for (const path of folders) rmSync(path, {recursive: true, force: true})
})

/** A new folder with these files (a name that ends in `/` is a folder), removed after the test file. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = realpathSync.native(mkdtempSync(join(tmpdir(), 'paperlint-test-')))
  folders.push(path)
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name)
    mkdirSync(name.endsWith('/') ? file : dirname(file), {recursive: true})
    if (!name.endsWith('/')) writeFileSync(file, content)
  }
  return path
}

/** Runs git in a folder, without the machine's settings. */
export function git(cwd: string, ...args: readonly string[]): string {
  const settings = [
    'user.name=Test',
    'user.email=test@example.org',
    'init.defaultBranch=main',
    'commit.gpgSign=false',
    'core.autocrlf=false',
  ]
  return execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {cwd, encoding: 'utf8', stdio: 'pipe'})
}

/** One error of `no-broken-anchor`, which `--fix` mends. */
export const faulty = '# Papers\n\n- [All papers](papers)\n'
export const mended = '# Papers\n\n- [All papers](#papers)\n'
/** One warning of `no-mojibake`. */
export const warned = '# Papers\n\nDonâ€™t.\n'
export const clean = '# Papers\n\n- [All papers](#papers)\n'
