/** The preset and single rules under the real remark-cli, and in a real language server over stdio. */
import {spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import noDuplicatePaperId from '../../rules/no-duplicate-paper-id.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const list = `# Papers

- **[ MAE ]** Masked Autoencoders Are Scalable Vision Learners **(CVPR 2020)** [[Paper](https://arxiv.org/abs/2111.06377)]
- **[ SimMiM ]** SimMIM: A Simple Framework for Masked Image Modeling **(NIPS 2021)** [[Paper](https://arxiv.org/abs/2111.06377)]
`
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperlint-remark-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'README.md'), list)
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function settings(plugins: unknown[]): void {
  writeFileSync(join(folder, '.remarkrc.json'), JSON.stringify({plugins}))
}

function remark(...args: string[]): string {
  const cli = join(root, 'node_modules/remark-cli/cli.js')
  const {stderr} = spawnSync(process.execPath, [cli, 'README.md', '--no-stdout', '--no-color', ...args], {cwd: folder, encoding: 'utf8'})
  return stderr
}

const preset = join(root, 'dist/lib/preset.js')
const rule = (name: string): string => join(root, `dist/lib/rules/${name}.js`)

test('the preset runs every rule under remark-cli, with places and severities', () => {
  settings([preset])
  const output = remark()
  expect(output).toMatch(/^3:64-3:79\s+warning Unexpected venue year.*plausible-venue-year\s+remark-lint/m)
  expect(output).toMatch(/^3:81-3:122\s+error\s+Unexpected arXiv id `2111.06377`.*no-duplicate-paper-id/m)
  expect(output).toContain('consistent-entry-name')
})

test("the preset reads the configuration and paperlint's comments beside the file", () => {
  settings([preset])
  writeFileSync(join(folder, 'paperlint.config.json'), JSON.stringify({rules: {'plausible-venue-year': 'off'}}))
  writeFileSync(join(folder, 'README.md'), list.replace('# Papers', '# Papers\n\n<!-- paperlint-disable no-duplicate-paper-id -->'))
  const output = remark()
  rmSync(join(folder, 'paperlint.config.json'))
  writeFileSync(join(folder, 'README.md'), list)
  expect(output).not.toContain('plausible-venue-year')
  expect(output).not.toContain('no-duplicate-paper-id')
  expect(output).toContain('consistent-entry-name')
})

test("a rule stands alone, with remark's ways to set its level and its options", () => {
  settings([rule('consistent-entry-name')])
  expect(remark()).toMatch(/4:3-4:17\s+warning Unexpected tag `SimMiM`/)
  settings([[rule('consistent-entry-name'), ['error']]])
  expect(remark()).toMatch(/4:3-4:17\s+error/)
  settings([[rule('consistent-entry-name'), {aliases: [['SimMiM', 'SimMIM']]}]])
  expect(remark()).not.toContain('SimMiM')
  settings([[rule('consistent-entry-name'), false]])
  expect(remark()).not.toContain('SimMiM')
})

test('settings of a rule that are none end the run, and say why', () => {
  const said = (...setting: readonly unknown[]): string => {
    settings([[rule('no-duplicate-paper-id'), ...setting]])
    return remark()
  }
  expect(said('loud')).toContain('Expected the level of `no-duplicate-paper-id` to be `off`, `info`, `warning` or `error`, got `"loud"`')
  expect(said(['error', {threshold: 2}])).toContain('no-duplicate-paper-id: Expected `threshold` to be a number from 0 to 1, got `2`')
  expect(said({aliases: ['MAE'], kind: []})).toMatch(
    /Expected `aliases\[0\]` to be a list, got `"MAE"`\n.*Unexpected option `kind`, did you mean `kinds`\?/,
  )
  expect(said(['off', {threshold: 2}])).not.toContain('threshold')
  // @ts-expect-error: no option of the rule
  expect(noDuplicatePaperId({kind: ['arxiv']})).toBeDefined()
  // @ts-expect-error: no level
  expect(() => noDuplicatePaperId('loud')).toThrow(TypeError)
})

test("remark-lint's own comments silence a rule that stands alone", () => {
  settings(['remark-lint', rule('consistent-entry-name')])
  writeFileSync(join(folder, 'README.md'), list.replace('# Papers', '# Papers\n\n<!--lint disable consistent-entry-name-->'))
  const output = remark()
  writeFileSync(join(folder, 'README.md'), list)
  expect(output).not.toContain('SimMiM')
})

test('a language server shows the findings as diagnostics', {timeout: 30_000}, async () => {
  settings([preset])
  const server = spawn(process.execPath, [fileURLToPath(new URL('language-server.mjs', import.meta.url)), '--stdio'], {cwd: folder})
  try {
    const client = conversationWith(server)
    const uri = pathToFileURL(join(folder, 'README.md')).href
    await client.request('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
      workspaceFolders: [{uri: pathToFileURL(folder).href, name: 'list'}],
    })
    client.notify('initialized', {})
    const published = client.next('textDocument/publishDiagnostics')
    client.notify('textDocument/didOpen', {textDocument: {uri, languageId: 'markdown', version: 1, text: list}})
    const {diagnostics} = (await published) as {diagnostics: {code: string; severity: number; range: {start: object}}[]}
    expect(diagnostics.map(({code}) => code)).toContain('no-duplicate-paper-id')
    expect(diagnostics.find(({code}) => code === 'plausible-venue-year')).toMatchObject({
      severity: 2,
      range: {start: {line: 2, character: 63}},
    })
  } finally {
    server.kill()
  }
})

/** JSON-RPC over stdio with `Content-Length` headers. */
function conversationWith(server: ReturnType<typeof spawn>) {
  let buffer = Buffer.alloc(0)
  let id = 0
  const waiting = new Map<number | string, (value: unknown) => void>()
  server.stdout?.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const header = /Content-Length: (\d+)\r\n\r\n/.exec(buffer.toString('latin1'))
      if (header === null) return
      const start = header.index + header[0].length
      const end = start + Number(header[1])
      if (buffer.length < end) return
      const message = JSON.parse(buffer.subarray(start, end).toString('utf8'))
      buffer = buffer.subarray(end)
      if (message.id !== undefined && message.method !== undefined) {
        // The server asks for settings: there are none.
        send({id: message.id, result: message.method === 'workspace/configuration' ? [{}] : null})
      } else waiting.get(message.id ?? message.method)?.(message.result ?? message.params)
    }
  })
  function send(message: object): void {
    const body = JSON.stringify({jsonrpc: '2.0', ...message})
    server.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  return {
    request(method: string, params: object): Promise<unknown> {
      id++
      const answer = new Promise((resolve) => waiting.set(id, resolve))
      send({id, method, params})
      return answer
    },
    notify: (method: string, params: object): void => send({method, params}),
    next: (method: string): Promise<unknown> => new Promise((resolve) => waiting.set(method, resolve)),
  }
}
