/** The work was not done in the time it had; it was told to stop. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

/** Runs a work that may hang: after `ms` it is aborted and `TooSlow` thrown, whether it listens or not. */
export async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    abort.abort()
    late.reject(new TooSlow(`not done within ${ms} ms`))
  }, ms)
  try {
    return await Promise.race([work(abort.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
