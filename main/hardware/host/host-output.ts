import type { Readable } from 'node:stream'

/** What a host printed, without what it said: a native library may print names or document numbers. */
export interface HostOutput {
  seen(): {
    readonly stdoutBytes: number
    readonly stderrBytes: number
    /** Classes of errors named at the beginning of a line, at most five. */
    readonly errors: readonly string[]
    readonly heapFull: boolean
  }
}

const ERROR_CLASS = /^(?:Uncaught )?([A-Z][A-Za-z]{0,40}(?:Error|Exception|Fault))\b/
const MOST_ERRORS = 5
const MOST_LINE = 400

export function hostOutput(stdout: Readable | null, stderr: Readable | null): HostOutput {
  let [stdoutBytes, stderrBytes, line, heapFull] = [0, 0, '', false]
  const errors = new Set<string>()

  function look(text: string): void {
    const found = ERROR_CLASS.exec(text)?.[1]
    if (found && errors.size < MOST_ERRORS) errors.add(found)
    if (/JavaScript heap out of memory/.test(text)) heapFull = true
  }

  stdout?.on('data', (chunk: Buffer) => {
    stdoutBytes += chunk.length
  })
  stderr?.on('data', (chunk: Buffer) => {
    stderrBytes += chunk.length
    const lines = (line + chunk.toString('latin1')).split('\n')
    line = (lines.pop() ?? '').slice(0, MOST_LINE)
    for (const text of lines) look(text.slice(0, MOST_LINE))
  })
  return {
    seen() {
      look(line)
      return { stdoutBytes, stderrBytes, errors: [...errors], heapFull }
    },
  }
}
