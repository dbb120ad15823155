import { BlockList, isIP } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

/** A network this computer stands in itself, with the address it has there. */
export interface OwnNetwork {
  readonly address: string
  readonly loopback: boolean
  /** The address lies in this network: reached without any router in between. */
  holds(address: string): boolean
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** The networks of this computer, IPv4: the multicast question goes out on each of them. `loopbackOnly`: a training desk asks nobody but itself. */
export function ownNetworks(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
  loopbackOnly: boolean,
): OwnNetwork[] {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? [])
  return all
    .filter((one) => one.family === 'IPv4' && (one.internal || !loopbackOnly))
    .flatMap((one) => {
      const bits = Number(one.cidr?.split('/')[1])
      if (!Number.isInteger(bits)) return []
      const inside = new BlockList()
      inside.addSubnet(one.address, bits, 'ipv4')
      return [
        {
          address: one.address,
          loopback: one.internal,
          holds: (address: string) => isIP(address) === 4 && inside.check(address, 'ipv4'),
        },
      ]
    })
}

/** Networks that are never the public one: RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 §2.5. */
const within = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  within.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const)
  within.addSubnet(net, bits, 'ipv6')

/** Papers of citizens go to no printer on the public network: an address counts when it is private, or in one of our own networks. */
export function isNearAddress(address: string, networks: readonly OwnNetwork[]): boolean {
  if (isIP(address) === 0) return false
  return within.check(address, family(address)) || networks.some((one) => one.holds(address))
}
