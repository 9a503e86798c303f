/** How the checker fares with whole hosts over minutes, in virtual time; `hosts.mjs` plays many more. */
import {beforeAll, expect, test} from 'vitest'
import {behaviours} from './hosts/behaviours.ts'
import {play} from './hosts/host.ts'

// The first run loads the wire, which takes time that no clock should count.
beforeAll(() => play({name: '', links: 2}))

/** Links left undecided, and requests for each link, at most. */
test.for([
  ['nothing unusual', 0, 1.05],
  ['nothing unusual, long pages', 0, 1.05],
  ['429 after 60 in a minute', 0, 1.3],
  ['503 after 30 in a minute', 0, 1.5],
  ['500 after 60 in a minute', 0, 1.3],
  ['hangs after 60 in a minute', 1, 1.4],
  ['nobody listens for half a minute', 0, 1.3],
  ['404 for a minute', 6, 2.2],
  ['banned with 404 after 40', 27, 1.25],
  ['down for good with 502', 46, 0.6],
  ['500 for three pages only', 3, 1.4],
  ['10 old addresses of 20 lead to /archive/', 10, 1.6],
] as const)('%s', async ([name, undecided, requestsPerLink]) => {
  const row = behaviours.find((one) => one.name === name)
  if (row === undefined) throw new Error('no such row')
  const result = await play(row)
  const told = JSON.stringify([...result.told])
  expect(result.falseDead, told).toBe(0)
  expect(result.falseAlive, told).toBe(0)
  expect(result.undecided, told).toBeLessThanOrEqual(undecided)
  expect(result.requestsPerLink, told).toBeLessThanOrEqual(requestsPerLink)
})
