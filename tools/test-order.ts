import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes by themselves, and the builds others wait for: whoever starts last ends last. */
const FIRST = [
  'test/fault/draft-kill.test.ts',
  'test/native/fingerprint/format/formats.test.ts',
  'test/native/fingerprint/engine-checks.test.ts',
]

const isFirst = (file: TestSpecification) => FIRST.some((name) => file.moduleId.endsWith(name))

/** One of each in turn, until the longer list is through. */
function inTurn<T>(one: readonly T[], other: readonly T[]): T[] {
  const length = Math.max(one.length, other.length)
  return Array.from({ length }, (_, at) => [one[at], other[at]])
    .flat()
    .filter((entry) => entry !== undefined)
}

/**
 * Long files first; then a journey, which mostly waits for its windows, beside what computes; the short ones last, so that no core
 * waits for one last journey.
 */
export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rest = sorted.filter((file) => !isFirst(file))
    const of = (...projects: readonly string[]) => rest.filter((file) => projects.includes(file.project.name))
    return [...sorted.filter(isFirst), ...inTurn(of('journey'), of('integration')), ...of('unit', 'house')]
  }
}
