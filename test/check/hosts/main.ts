/** Plays whole hosts, those whose name contains an argument if there are any, and prints how the checker fares with each. */
import {behaviours} from './behaviours.ts'
import {play, type Result} from './host.ts'
import {servers} from './servers.ts'

const args = process.argv.slice(2)
const wanted = args.filter((one) => !one.startsWith('--'))
const isAsked = (option: string): boolean => args.includes(option)
const rows = [...(isAsked('--servers') ? [] : behaviours), ...(isAsked('--behaviours') ? [] : servers)].filter(
  ({name}) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)

const columns = ['false dead', 'false alive', 'found', 'undecided', 'requests/link', 'seconds']
const cells = ({falseDead, falseAlive, found, undecided, requestsPerLink, seconds}: Omit<Result, 'name' | 'links' | 'told'>): string =>
  [falseDead, falseAlive, found, undecided, requestsPerLink.toFixed(2), Math.round(seconds)]
    .map((value, index) => String(value).padStart(columns[index]?.length ?? 0))
    .join('  ')

// The first run loads the wire, which takes time that no clock should count.
await play({name: '', links: 2})
const width = Math.max(...rows.map(({name}) => name.length)) + 4
console.log(`${'links'.padEnd(width)}  ${columns.join('  ')}`)
const results: Result[] = []
for (const row of rows) {
  const result = await play(row)
  results.push(result)
  console.log(`${String(row.links).padStart(3)} ${row.name.padEnd(width - 4)}  ${cells(result)}`)
  if (isAsked('--told'))
    for (const [key, {count, example}] of result.told) console.log(`      ${count} ${key}: ${example.replaceAll('\n', '\n        ')}`)
}
const sum = (of: (result: Result) => number): number => results.reduce((total, result) => total + of(result), 0)
const links = sum((result) => result.links)
const total = {
  falseDead: sum(({falseDead}) => falseDead),
  falseAlive: sum(({falseAlive}) => falseAlive),
  found: sum(({found}) => found),
  undecided: sum(({undecided}) => undecided),
  requestsPerLink: sum((result) => result.requestsPerLink * result.links) / links,
  seconds: sum(({seconds}) => seconds),
}
console.log(`${`${links} of ${results.length} hosts`.padEnd(width)}  ${cells(total)}`)
