import { homedir } from 'node:os'
import type { DeviceRow } from '../../preload/contract/device.ts'

const MOST_CHARACTERS = 120

/** What a device says about itself, made fit for a line: no control characters, bounded, without the user's name in a path. */
function plain(text: string): string {
  const home = homedir()
  const known = home.length > 1 ? text.replaceAll(home, '~') : text
  return known
    .replace(/(\/home\/|\/Users\/|\\Users\\)[^/\\]+/g, '$1…')
    .replace(/[\p{Cc}\p{Cf}|]/gu, ' ')
    .slice(0, MOST_CHARACTERS)
}

function lineOf(row: DeviceRow): string {
  const { trouble, selfTest, driver } = row
  return [
    row.kind,
    row.simulated ? `${plain(row.name)} (simulated)` : plain(row.name),
    row.state,
    row.firmware === null ? '' : `firmware ${plain(row.firmware)}`,
    row.certificateUntil === null ? '' : `certificate until ${row.certificateUntil}`,
    row.lastUsedAt === null ? '' : `used ${row.lastUsedAt}`,
    selfTest ? `self test ${selfTest.passed ? 'passed' : 'failed'} ${selfTest.at} ${Math.round(selfTest.ms)} ms` : '',
    driver
      ? `driver ${driver.state} since ${driver.since}, ${driver.restarts} restarts${driver.lastFault ? `, last ${driver.lastFault.fault} ${driver.lastFault.at}` : ''}`
      : '',
    trouble ? `${trouble.code} at ${plain(trouble.step)} ${trouble.at}` : '',
    ...row.facts.map(({ key, value }) => `${key} ${plain(value)}`),
  ]
    .filter((part) => part !== '')
    .join(' | ')
}

/** The state of the desk's devices for the technician: versions, states and failures; nothing of any person. */
export function supportText(
  rows: readonly DeviceRow[],
  made: { readonly version: string; readonly at: string },
): string {
  return [
    `Sổ Bộ ${made.version} · ${made.at} · ${process.platform} ${process.arch} · Node ${process.version}`,
    ...rows.map(lineOf),
  ].join('\n')
}
