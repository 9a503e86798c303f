/** Runs over very long lists trade a little time for a smaller heap. */
import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8'
import {dropBytes, type LoadedSource} from '../arguments/load-sources.ts'
import {type LintOptions, readAll} from '../lint/lint-files.ts'
import type {Document} from '../markdown/document.ts'
import {mergeFindings, type RuleFindings, ruleSteps} from '../run-rules.ts'

/** From here on, at about 20,000 links, the list's data takes more memory than the program. */
const manyCharacters = 2_000_000

/** @param characters how much text there is */
export function isLong(characters: number): boolean {
  return characters > manyCharacters
}

/** Both halves of the space in which V8 lets young objects gather. */
const youngBytes = 8 * 2 ** 20

/** In these versions the collector's helper threads take more time than they save; without them, later versions let the heap grow by half. */
const collectsBestAlone = Number.parseInt(process.versions.v8, 10) < 12

/**
 * Keeps the heap small: between collections it grows by a few per cent instead of several times, and young objects get a sixth of the room that
 * V8 would give them. V8 reads flags of this kind whenever it makes room.
 *
 * @param offline no link is asked about; asking alone takes longer than all collecting
 *
 * Measured with 100,000 links, at the peak: offline 276 MB on Node 20 and 290 on Node 24, online 247 on Node 20. Going without the threads takes
 * 0.86 of the CPU offline and 0.92 online.
 */
export function spareMemory(offline: boolean): void {
  letHeapGrow(!offline ? tightPercent : collectsBestAlone ? 25 : 15)
  if (collectsBestAlone) {
    setFlagsFromString('--no-concurrent-marking')
    setFlagsFromString('--no-parallel-scavenge')
  }
  setFlagsFromString('--semi-space-growth-factor=4')
  growYoung()
  setFlagsFromString('--semi-space-growth-factor=1')
}

const tightPercent = 7
/** While links are asked about, the rules' share of the heap is free: with fewer collections that takes a sixth less CPU. */
const askingPercent = 20

/** Gives the heap more room while many links are asked about. */
export async function withRoom<Result>(ask: () => Promise<Result>): Promise<Result> {
  letHeapGrow(askingPercent)
  const result = await ask()
  letHeapGrow(tightPercent)
  return result
}

function letHeapGrow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`)
}

/** Makes V8 give young objects more room, as it can't be asked to: with the room it starts with, it would collect all the time. */
function growYoung(): void {
  const survivors: unknown[] = []
  for (let round = 0; round < 50 && youngSize() < youngBytes; round++) {
    for (let index = 0; index < 10; index++) survivors.push(new Array(2000).fill(round))
  }
}

function youngSize(): number {
  return getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? youngBytes
}

/**
 * Reads and lints long texts. Each document lets go of its tree once no further rule reads it, and of its entries after the last rule.
 *
 * @param options with the rules to run now
 */
export async function readAndLint(loaded: readonly LoadedSource[], options: LintOptions): Promise<readonly RuleFindings[]> {
  const documents = await readAll(loaded, options)
  dropBytes(loaded)
  const readers = options.rules.filter(({rule}) => rule.readsTree)
  const byTree = await runInTurns(documents, {...options, rules: readers})
  for (const document of documents) document.forget('tree')
  const byOthers = await runInTurns(documents, {...options, rules: options.rules.filter(({rule}) => !rule.readsTree)})
  for (const document of documents) document.forget('entries')
  return mergeFindings(byTree, byOthers)
}

/** Runs rules with a turn of the event loop between them, in which Node frees what native code has made, such as the tree's buffer. */
async function runInTurns(documents: readonly Document[], options: LintOptions): Promise<readonly RuleFindings[]> {
  const steps = ruleSteps(documents, options)
  for (;;) {
    const {done, value} = steps.next()
    if (done === true) return value
    await new Promise((resolve) => setImmediate(resolve))
  }
}
