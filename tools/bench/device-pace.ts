/** How quickly the simulated devices of one run answer: all of them work without a pause between two jobs. */
export interface DevicePace {
  /** Said before each figure of the run. */
  readonly name: string
  /** From the glass being looked at until four fingers have settled. */
  readonly fingersMs: number
  /** What a chip takes for each command. */
  readonly chipMs: number
  /** Between two pages of the document scanner's feeder. */
  readonly scannedPageMs: number
  /** Between a job's acceptance and its paper in the tray. */
  readonly printedPageMs: number
  readonly codeMs: number
}

/** Simulators that hardly wait: seven pages and four chips a second, more than any counter sees. It shows where the core's thread gives way. */
export const unrealPace: DevicePace = {
  name: 'all devices at once, at an unreal pace',
  fingersMs: 250,
  chipMs: 0,
  scannedPageMs: 100,
  printedPageMs: 300,
  codeMs: 300,
}

/**
 * What devices of a counter take, and still every one of them busy all the time, which no clerk does. Fingers: the simulator's own time to settle. Chip: a quick contactless
 * one, as in the bench of chips. The others are assumed, no such device was here: a desktop feeder of 30 pages a minute at 300 dpi in colour, an office printer of 15 pages a
 * minute, a clerk who reads a code a second.
 */
export const devicePace: DevicePace = {
  name: 'all devices at once, at the pace of devices',
  fingersMs: 1_300,
  chipMs: 12,
  scannedPageMs: 2_000,
  printedPageMs: 4_000,
  codeMs: 1_000,
}
