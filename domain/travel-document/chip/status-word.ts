export const DONE = 0x9000
/** Fewer bytes than asked: the file ends here. A warning, the data are good. */
export const END_OF_FILE = 0x6282

const WORDS: ReadonlyMap<number, string> = new Map([
  [0x9000, 'done'],
  [0x6281, 'data may be corrupted'],
  [END_OF_FILE, 'end of file reached'],
  [0x6283, 'application is blocked'],
  [0x6300, 'authentication failed'],
  [0x6400, 'the card broke off'],
  [0x6581, 'memory of the card fails'],
  [0x6700, 'wrong length'],
  [0x6881, 'logical channel not supported'],
  [0x6882, 'secure messaging not supported'],
  [0x6982, 'access conditions not met'],
  [0x6983, 'password is blocked'],
  [0x6984, 'reference data not usable'],
  [0x6985, 'conditions of use not met'],
  [0x6986, 'command not allowed now'],
  [0x6987, 'secure messaging object missing'],
  [0x6988, 'secure messaging object wrong'],
  [0x6a80, 'wrong data in the command'],
  [0x6a81, 'function not supported'],
  [0x6a82, 'file not found'],
  [0x6a86, 'wrong P1 P2'],
  [0x6a88, 'reference data not found'],
  [0x6b00, 'offset beyond the file'],
  [0x6d00, 'instruction unknown'],
  [0x6e00, 'class not supported'],
  [0x6f00, 'the card gives no reason'],
])

/** Tries left where the status word counts them (63CX), ISO/IEC 7816-4 table 6. */
export function triesLeftOf(statusWord: number): number | undefined {
  return (statusWord & 0xfff0) === 0x63c0 ? statusWord & 0xf : undefined
}

/** `6A82 file not found`; a code no table knows stands alone. ISO/IEC 7816-4 5.1.3. */
export function statusWords(statusWord: number): string {
  const code = statusWord.toString(16).toUpperCase().padStart(4, '0')
  const tries = triesLeftOf(statusWord)
  if (tries !== undefined) return `${code} wrong password, ${tries} tries left`
  if (statusWord >>> 8 === 0x61) return `${code} ${statusWord & 0xff} bytes wait`
  if (statusWord >>> 8 === 0x6c) return `${code} wrong Le, ${statusWord & 0xff} would be right`
  const words = WORDS.get(statusWord)
  return words === undefined ? code : `${code} ${words}`
}
