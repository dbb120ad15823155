import type { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import type { ApplicationCaptures } from '../../../domain/identity-card/application.ts'
import {
  areMirrored,
  type HolderCheck,
  type PrintDoubt,
  type PrintTrouble,
  standingDoubts,
} from '../../../domain/identity-card/print-doubt.ts'
import type { JudgedPrint, PrintJudge } from '../../fingerprint/index.ts'
import type { CapturedImage } from '../../hardware/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { findAtCentre, findEarlierPrints } from './earlier-prints.ts'
import { type HeldTemplate, templatesOf } from './print-templates.ts'
import { printedNumber } from './take-in.ts'

/** A captured print with what the engine says of it. */
export interface ExaminedPrint extends JudgedPrint {
  readonly image: CapturedImage
}

/** What the ridges say once the prints are kept. */
export interface RidgeVerdict {
  readonly doubts: readonly PrintDoubt[]
  readonly holder: HolderCheck | undefined
  /** An earlier, accepted application of the number, whose prints only the centre can compare. */
  readonly atCentre?: string | undefined
}

/** Each print of a capture alone, all at once. */
export function examinePrints(judge: PrintJudge, images: readonly CapturedImage[]): Promise<ExaminedPrint[]> {
  return Promise.all(images.map(async (image) => ({ image, ...(await judge.judge(image.record, image.position)) })))
}

function troubleOf(trouble: PrintTrouble, finger: FingerPosition, other: FingerPosition): PrintTrouble {
  // The same hand laid down for the other is one mistake, not four fingers given twice.
  return trouble === 'same-finger-twice' && areMirrored(finger, other) ? 'same-hand-twice' : trouble
}

const pairKey = (a: string, b: string) => [a, b].sort().join()

/**
 * All prints of the application against each other and against those of an earlier application of the same person. `latest`: the fingers
 * just taken; of two prints too like, they are the first to take again. `undefined`: the engine could not say.
 */
export async function checkRidges(
  desk: ApplicationDesk,
  judge: PrintJudge,
  application: Application,
  latest: readonly FingerPosition[],
): Promise<RidgeVerdict | undefined> {
  const held = templatesOf(desk.store, application.captures.prints)
  const earlier = findEarlierPrints(desk.store, application)
  const known = earlier?.templates ?? []
  const findings = await judge.checkSet(held, known)
  if (!findings) return undefined
  const before = new Map(
    standingDoubts(application.captures).map((doubt) => [pairKey(doubt.blob, doubt.otherBlob), doubt]),
  )
  const doubts: PrintDoubt[] = []
  const strange = new Set<FingerPosition>()
  for (const { trouble, given, other, score } of findings) {
    const within = trouble === 'same-finger-twice'
    let [one, two]: (HeldTemplate | undefined)[] = [held[given], within ? held[other] : known[other]]
    if (!one || !two) throw new Error('the fingerprint engine found a print it was not given')
    if (within && !latest.includes(one.finger) && latest.includes(two.finger)) [one, two] = [two, one]
    if (!within) strange.add(one.finger)
    doubts.push({
      trouble: troubleOf(trouble, one.finger, two.finger),
      ...{ finger: one.finger, blob: one.blob, other: two.finger, otherBlob: two.blob },
      otherApplication: within ? null : (earlier?.application.id ?? null),
      score,
      // What was kept with a reason stays kept as long as both prints are the same.
      kept: before.get(pairKey(one.blob, two.blob))?.kept ?? null,
    })
  }
  // A finger found under another name is the person's own: it says nothing against the holder.
  const asked = held.filter((print) => !strange.has(print.finger))
  if (!earlier) return { doubts, holder: undefined, atCentre: findAtCentre(desk.store, application) }
  return { doubts, holder: await compareHolder(desk, judge, application, asked, earlier) }
}

async function compareHolder(
  desk: ApplicationDesk,
  judge: PrintJudge,
  application: Application,
  held: readonly HeldTemplate[],
  earlier: NonNullable<ReturnType<typeof findEarlierPrints>>,
): Promise<HolderCheck | undefined> {
  const found = await judge.compareHolder(held, earlier.templates)
  if (!found) return undefined
  const finger = found.fingers[0]
  const blob = held.find((print) => print.finger === finger)?.blob
  const earlierBlob = earlier.templates.find((print) => print.finger === finger)?.blob
  return {
    outcome: found.outcome,
    fingers: found.fingers.length,
    score: found.score,
    pair: finger && blob && earlierBlob ? { finger, blob, earlierBlob } : null,
    earlierApplication: earlier.application.id,
    earlierNumber: printedNumber(earlier.application.number),
    personalNumber: application.form.fields.personalNumber?.text ?? '',
    at: desk.at(),
  }
}

/** Puts the verdict into the record; without one it says so, and what was doubted before stands as far as its prints do. */
export function withVerdict(
  captures: ApplicationCaptures,
  verdict: RidgeVerdict | undefined,
  at: string,
): ApplicationCaptures {
  const { doubts, holder, ...rest } = captures
  const standing = standingDoubts({ prints: rest.prints, doubts: verdict?.doubts ?? doubts })
  const said = verdict ? verdict.holder : holder
  return {
    ...rest,
    ridges: {
      ...{ state: verdict ? 'checked' : 'not-checked', at },
      ...(verdict?.atCentre === undefined ? {} : { atCentre: verdict.atCentre }),
    },
    ...(standing.length > 0 ? { doubts: standing } : {}),
    ...(said ? { holder: said } : {}),
  }
}
