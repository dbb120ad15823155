import { expect, test } from 'vitest'
import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import { slapFingers } from '../../../../domain/biometric/finger-position.ts'
import type { SeenGlass } from '../../../../main/fingerprint/index.ts'
import { watchGlass } from '../../../../main/identity-card/application/watch-glass.ts'

const FRAME = new Uint8Array([1])
const well: SeenGlass = {
  fingers: slapFingers('right-four').map((position) => ({ position, quality: 80, reasons: [] })),
}
const framesThatShow = (glass: SeenGlass) => ({ look: async () => glass, close: async () => undefined })

async function isLying(glass: SeenGlass, group: CaptureGroup | undefined): Promise<boolean> {
  const watch = watchGlass(framesThatShow(glass), group)
  watch.look(FRAME)
  return Promise.race([watch.lying.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 20, false))])
}

test('fingers lie well when all of them are seen and nothing is wrong with any', async () => {
  expect(await isLying(well, 'right-four')).toBe(true)
  expect(await isLying({ fingers: well.fingers.slice(1) }, 'right-four')).toBe(false)
  expect(await isLying({ fingers: [] }, 'right-four')).toBe(false)
  const dry = well.fingers.map((finger, i) => (i === 2 ? { ...finger, reasons: ['dry' as const] } : finger))
  expect(await isLying({ fingers: dry }, 'right-four')).toBe(false)
})

test('where nothing can be told of the fingers nobody waits for it', async () => {
  expect(await isLying({ fingers: [] }, undefined)).toBe(true)
})
