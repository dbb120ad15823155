/** Milliseconds the processor has given this thread: what a bound on computing counts, whoever else uses the machine. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
