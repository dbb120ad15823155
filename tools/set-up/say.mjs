/** One line a step, on stderr: stdout belongs to results. */
export function say(text) {
  process.stderr.write(`» ${text}\n`)
}

/** A step that cannot be done here: the reader is told what to do, and nothing else runs. */
export class SetUpStopped extends Error {
  name = 'SetUpStopped'
}
