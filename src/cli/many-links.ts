/** Runs over very long lists trade a little time for a smaller heap. */
import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8'
import {type JudgeOptions, readAll} from '../judge/judge-files.ts'
import {type Linted, mergeLinted, ruleSteps} from '../lint.ts'
import type {Document} from '../markdown/document.ts'
import {dropBytes, type LoadedSource} from './load-sources.ts'

/** From here on, about 20,000 links, what is known of the list weighs more than the program. */
const manyCharacters = 2_000_000

/** @param characters how much text there is */
export function isLong(characters: number): boolean {
  return characters > manyCharacters
}

/** Both halves of the space in which V8 lets young objects gather. */
const youngBytes = 8 * 2 ** 20

/** Of these versions the collector's helper threads take more time than they save; later ones let the heap grow by half without them. */
const collectsBestAlone = Number.parseInt(process.versions.v8, 10) < 12

/**
 * Keeps the heap small: it grows by a few per cent between collections, not to several times what is in use, and with a sixth of the room that
 * V8 gives young objects. V8 reads the flags of this kind whenever it makes room.
 *
 * @param offline the links are not asked, which alone takes longer than all collecting
 *
 * Measured with 100,000 links: offline 270 MB at the peak on Node 20 and 290 on Node 24, asked 240 on Node 20. Without the threads 0.86 of the
 * CPU offline and 0.92 asked.
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

const tightPercent = 10
/** While links are asked there is room, as the rules' share of the heap is free; collections are rarer then, which saves a sixth of the CPU. */
const askingPercent = 20

/** Runs what asks many links, with more room for the heap meanwhile. */
export async function withRoom<Result>(ask: () => Promise<Result>): Promise<Result> {
  letHeapGrow(askingPercent)
  const result = await ask()
  letHeapGrow(tightPercent)
  return result
}

function letHeapGrow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`)
}

/** Gives V8 cause to make room for young objects, as there is no way to ask it: with what it has at the start it would collect them all the time. */
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
 * Reads and lints long texts. Each document lets go of its tree once no further rule reads it, and of its entries behind the last rule.
 *
 * @param options with the rules to run now
 */
export async function readAndLint(loaded: readonly LoadedSource[], options: JudgeOptions): Promise<readonly Linted[]> {
  const documents = await readAll(loaded, options)
  dropBytes(loaded)
  const readers = options.rules.filter(({rule}) => rule.readsTree)
  const byTree = await runInTurns(documents, {...options, rules: readers})
  for (const document of documents) document.forget('tree')
  const byOthers = await runInTurns(documents, {...options, rules: options.rules.filter(({rule}) => !rule.readsTree)})
  for (const document of documents) document.forget('entries')
  return mergeLinted(byTree, byOthers)
}

/** Runs rules with a turn of the loop between them: in one Node frees what native code had made, as the tree's buffer is. */
async function runInTurns(documents: readonly Document[], options: JudgeOptions): Promise<readonly Linted[]> {
  const steps = ruleSteps(documents, options)
  for (;;) {
    const {done, value} = steps.next()
    if (done === true) return value
    await new Promise((resolve) => setImmediate(resolve))
  }
}
