import type { CaptureGroup } from '../../../domain/biometric/capture-group.ts'
import type { FrameWatch, SeenFinger, SeenGlass } from '../../fingerprint/index.ts'

/** The engine looks at two frames a second at most, and never at a second one before it is done with the first. */
const LOOK_EVERY_MS = 500
/** One look may come while the fingers still slide. */
const LEAST_LOOKS = 2

/** What the preview of one capture shows. */
export interface GlassWatch {
  /** Gives what was last seen and, now and then, lets the engine look again; the preview waits for nothing. */
  look(jpeg: Uint8Array): { readonly seen: readonly SeenFinger[]; readonly otherHand: boolean }
  /** Most looks showed the other hand than the one asked for. */
  otherHand(): boolean
}

/** `group` absent: fingers are left out, so that neither their names nor the hand can be told. */
export function watchGlass(frames: FrameWatch, group: CaptureGroup | undefined): GlassWatch {
  const asked = group === 'right-four' ? 'right' : group === 'left-four' ? 'left' : undefined
  const looks = { right: 0, left: 0 }
  let glass: SeenGlass = { fingers: [] }
  let busy = false
  let lookedAt = 0
  return {
    look(jpeg) {
      if (group && !busy && Date.now() - lookedAt >= LOOK_EVERY_MS) {
        busy = true
        lookedAt = Date.now()
        void frames.look(jpeg, group).then((found) => {
          glass = found
          if (found.hand) looks[found.hand] += 1
          busy = false
        })
      }
      return { seen: glass.fingers, otherHand: asked !== undefined && glass.hand !== undefined && glass.hand !== asked }
    },
    otherHand() {
      if (!asked) return false
      const other = asked === 'right' ? looks.left : looks.right
      return other >= LEAST_LOOKS && other > looks[asked]
    },
  }
}
