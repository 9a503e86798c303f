/** Which addresses a stranger's list may make this machine connect to. */
import {BlockList, isIP} from 'node:net'

/** Networks outside the public internet. Sources: the IANA special-purpose address registries (RFC 6890 and updates). */
const special4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, with the clouds' metadata services
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays, deprecated
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]
const special6: readonly (readonly [string, number])[] = [
  ['::', 128], // unspecified
  ['::1', 128], // loopback
  ['64:ff9b:1::', 48], // local translation
  ['100::', 64], // discard
  ['2001::', 23], // protocol assignments, with Teredo
  ['2001:db8::', 32], // documentation
  ['3fff::', 20], // documentation
  ['5f00::', 16], // segment routing
  ['fc00::', 7], // unique local
  ['fe80::', 10], // link-local
  ['fec0::', 10], // site-local, deprecated
  ['ff00::', 8], // multicast
]

let lists: {readonly four: BlockList; readonly six: BlockList} | undefined

function blockLists(): {readonly four: BlockList; readonly six: BlockList} {
  if (lists !== undefined) return lists
  const four = new BlockList()
  for (const [network, prefix] of special4) four.addSubnet(network, prefix, 'ipv4')
  const six = new BlockList()
  for (const [network, prefix] of special6) six.addSubnet(network, prefix, 'ipv6')
  lists = {four, six}
  return lists
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const plain =
    dotted === null
      ? address
      : `${dotted[1]}${(Number(dotted[2]) * 256 + Number(dotted[3])).toString(16)}:${(Number(dotted[4]) * 256 + Number(dotted[5])).toString(16)}`
  const [left = '', right] = plain.split('::')
  const parse = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const before = parse(left)
  if (right === undefined) return before
  const after = parse(right)
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after]
}

const dottedOf = (high: number, low: number): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`

/** The IPv4 address that an IPv6 address carries: mapped, compatible, translated (RFC 2765, RFC 6052) or 6to4 (RFC 3056). */
function embeddedIn(address: string): string | undefined {
  const groups = groupsOf(address)
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0, eighth = 0] = groups
  if (first === 0x2002) return dottedOf(second, third)
  if (first === 0x64 && second === 0xff9b && third === 0) return dottedOf(seventh, eighth)
  if ((first | second | third | fourth | sixth) === 0 && fifth === 0xffff) return dottedOf(seventh, eighth)
  const leadingZeros = (first | second | third | fourth | fifth) === 0
  if (leadingZeros && (sixth === 0xffff || (sixth === 0 && (seventh | (eighth & 0xfffe)) !== 0))) return dottedOf(seventh, eighth)
  return undefined
}

/** True for loopback, private, link-local and all other addresses outside the public internet. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.split('%')[0] ?? address
  const {four, six} = blockLists()
  const family = isIP(bare)
  if (family === 4) return four.check(bare, 'ipv4')
  if (family !== 6) return true // Not an address at all: nothing to connect to.
  const embedded = embeddedIn(bare)
  if (embedded !== undefined) return four.check(embedded, 'ipv4')
  return six.check(bare, 'ipv6')
}

/** The IP address written as a URL's host, without brackets; undefined for a name. */
function literalOf(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return isIP(bare) === 0 ? undefined : bare
}

/** Names of this machine itself. Source: RFC 6761 section 6.3. */
export function isLocalName(hostname: string): boolean {
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return name === 'localhost' || name.endsWith('.localhost')
}

/** A host that is forbidden without looking it up: a private address, or a name of this machine. */
export function isForbiddenHost(hostname: string): boolean {
  const literal = literalOf(hostname)
  return literal === undefined ? isLocalName(hostname) : isPrivateAddress(literal)
}

/** A host that has to be looked up. */
export function isName(hostname: string): boolean {
  return literalOf(hostname) === undefined && !isLocalName(hostname)
}
