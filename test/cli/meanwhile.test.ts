/** Work by steps: in pauses, and whatever is left at the end. */
import {setTimeout as sleep} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {meanwhile} from '../../src/cli/meanwhile.ts'

function* counted(steps: string[], count: number): Generator<undefined, number, void> {
  for (let step = 0; step < count; step++) {
    steps.push('step')
    yield
  }
  return count
}

test('steps are taken while the event loop has nothing to do', async () => {
  const steps: string[] = []
  const work = meanwhile(counted(steps, 5), 100)
  work.start()
  for (let round = 0; round < 200 && steps.length < 5; round++) await sleep(5)
  expect(steps.length).toBe(5)
  expect(work.finish()).toBe(5)
})

test('what is left is done at the end, once', () => {
  const steps: string[] = []
  const work = meanwhile(counted(steps, 5), 100)
  expect(work.finish()).toBe(5)
  expect(work.finish()).toBe(5)
  expect(steps.length).toBe(5)
})

test('a busy event loop is not held up', async () => {
  const steps: string[] = []
  const work = meanwhile(counted(steps, 50), 100)
  work.start()
  const endMs = performance.now() + 100
  await new Promise<void>((resolve) => {
    const spin = (): void => {
      if (performance.now() > endMs) resolve()
      else setImmediate(spin)
    }
    spin()
  })
  expect(steps.length).toBeLessThan(10)
  expect(work.finish()).toBe(50)
})
