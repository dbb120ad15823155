/** Why a host's process ended against the core's will. */
export type HostFault =
  /** It died by itself or was killed from outside. */
  | 'died'
  /** It did not answer the heartbeat, or did not let go of a call that was cancelled. */
  | 'hung'
  /** What it wrote is not the protocol, or not the shape that was agreed. */
  | 'garbage'
  /** It wrote faster than any device can. */
  | 'flood'
  | 'too-much-memory'

/** State of one device host, as the device board shows it. Times are ISO. */
export interface HostState {
  readonly name: string
  /** 'idle': never needed, or ended in peace. 'restarting': its process is down and waits its back-off. */
  readonly state: 'idle' | 'starting' | 'up' | 'restarting' | 'stopped'
  readonly since: string
  /** Starts again after a fault. */
  readonly restarts: number
  readonly lastFault: { readonly fault: HostFault; readonly at: string } | null
  readonly pid: number | null
}
