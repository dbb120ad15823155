import { type CaptureGroup, fingersOf } from '../../../domain/biometric/capture-group.ts'
import type { FrameWatch, SeenFinger, SeenGlass } from '../../fingerprint/index.ts'

/** The engine looks at two frames a second at most, and never at a second one before it is done with the first. */
const LOOK_EVERY_MS = 500

/** What the preview of one capture shows. */
export interface GlassWatch {
  /** Settles when all fingers asked for are seen and nothing is wrong with them; at once where nothing is told of them. Never rejects. */
  readonly lying: Promise<void>
  /** Gives what was last seen and, now and then, lets the engine look again; the preview waits for nothing. */
  look(jpeg: Uint8Array): { readonly seen: readonly SeenFinger[]; readonly otherHand: boolean }
  /**
   * More looks showed the other hand than the one asked for; the last frame before the capture is looked at too. A device adds no frames
   * while it captures: fingers that are laid down only then are not seen, and nothing is said of them.
   */
  otherHand(): Promise<boolean>
}

/** `group` absent: fingers are left out, so that neither their names nor the hand can be told. */
export function watchGlass(frames: FrameWatch, group: CaptureGroup | undefined): GlassWatch {
  const asked = group === 'right-four' ? 'right' : group === 'left-four' ? 'left' : undefined
  const looks = { right: 0, left: 0 }
  let glass: SeenGlass = { fingers: [] }
  let running: Promise<void> | undefined
  let lookedAt = 0
  let newest: Uint8Array | undefined
  const wanted = group === undefined ? 0 : fingersOf(group).length
  let settleLying: () => void = () => undefined
  const lying = new Promise<void>((resolve) => {
    settleLying = resolve
  })
  if (wanted === 0) settleLying()

  function lookAt(jpeg: Uint8Array, at: CaptureGroup): Promise<void> {
    newest = undefined
    lookedAt = Date.now()
    running = frames.look(jpeg, at).then((found) => {
      glass = found
      if (found.hand) looks[found.hand] += 1
      if (found.fingers.length === wanted && found.fingers.every((finger) => finger.reasons.length === 0)) settleLying()
      running = undefined
    })
    return running
  }

  return {
    lying,
    look(jpeg) {
      newest = jpeg
      if (group && !running && Date.now() - lookedAt >= LOOK_EVERY_MS) void lookAt(jpeg, group)
      return { seen: glass.fingers, otherHand: asked !== undefined && glass.hand !== undefined && glass.hand !== asked }
    },
    async otherHand() {
      if (!asked || !group) return false
      await running
      if (newest) await lookAt(newest, group)
      return asked === 'right' ? looks.left > looks.right : looks.right > looks.left
    },
  }
}
