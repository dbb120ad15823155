import type { ChipNotRead } from '../../hardware/index.ts'

const CURES: Readonly<Record<ChipNotRead['failure'], string>> = {
  'no-service':
    'the PC/SC service does not answer. Start it (Debian: systemctl start pcscd.socket, package pcscd); PCSCLITE_CSOCK_NAME names another socket',
  'no-reader': 'no such reader. Plug it in, or out and in again; a reader needs its driver (Debian: libccid)',
  'no-card': 'no card lies on a reader. Lay it flat, or push it in, and try again',
  'card-mute': 'the card does not answer. Turn it round, lay it flat, clean its contacts',
  'card-removed': 'the card was taken away while it was read. Leave it until the end',
  'reader-busy': 'another program holds the reader. End it, or wait until it is done',
  'reader-silent':
    'the reader did not answer in time. Unplug it and plug it in again; another cable or socket may help',
  interrupted: 'the contact to the card was lost. Lay it on again and leave it',
  malformed: "the chip answers against the standard. Try again; if it stays, the card is damaged or none of ICAO's",
  'too-large': 'the chip sends more than any card holds. It may be a forgery made to harm',
  refused: 'the chip refuses. Lay it on again; a card that goes on refusing does not open to us',
  'wrong-access-key':
    'the chip does not open: zone, number and dates or access number are not those of this card. Compare them with the card',
  'access-key-blocked': 'the access number is blocked, or its next wrong try would block it. Open with --mrz instead',
  'secure-messaging-lost':
    'what came from the chip was cut, repeated or changed on the way. Lay it on again; if it stays, suspect the reader',
  'not-authentic': 'the chip does not prove that it holds the key it should. It may be a copy',
  unsupported: 'this card cannot be opened in this way. Try --mrz, or number and dates',
}

/** Why a card was not read, where it stopped and what to do; a line or two for the terminal. */
export function chipFailureWords(reading: ChipNotRead, readerNames: readonly string[]): string {
  const tries = reading.triesLeft === null ? '' : ` Tries left: ${reading.triesLeft}.`
  const last =
    reading.failure === 'access-key-blocked' && reading.triesLeft === 1
      ? ' --spend-last-try uses the last one: if the number is wrong, the card never takes it again.'
      : ''
  const status =
    reading.statusWord === null ? '' : `, status ${reading.statusWord.toString(16).toUpperCase().padStart(4, '0')}`
  const readers =
    reading.failure === 'no-reader' || reading.failure === 'no-card'
      ? `\nreaders here: ${readerNames.length === 0 ? 'none' : readerNames.join(', ')}`
      : ''
  const short =
    reading.silentInLongRead === undefined ? '' : ' It fell silent in a long read: then try --short-reads as well.'
  return `${CURES[reading.failure]}.${tries}${last}${short}\nstopped at: ${reading.step}${status}${readers}`
}
