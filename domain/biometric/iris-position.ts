import * as z from 'zod/mini'

/** The eye whose iris (mống mắt) is captured; taken from the age of six under Luật Căn cước 26/2023/QH15, Điều 16. */
export const IrisPosition = z.enum(['right', 'left'])
export type IrisPosition = z.infer<typeof IrisPosition>

export const irisPositions: readonly IrisPosition[] = IrisPosition.options

interface IrisNames {
  /** ISO/IEC 19794-6: 1 right, 2 left. */
  readonly isoCode: number
  readonly sbiName: string
  readonly vietnamese: string
}

const NAMES: Readonly<Record<IrisPosition, IrisNames>> = {
  right: { isoCode: 1, sbiName: 'Right', vietnamese: 'Mắt phải' },
  left: { isoCode: 2, sbiName: 'Left', vietnamese: 'Mắt trái' },
}

export function isoIrisCode(eye: IrisPosition): number {
  return NAMES[eye].isoCode
}

export function findIrisByIsoCode(code: number): IrisPosition | undefined {
  return irisPositions.find((eye) => NAMES[eye].isoCode === code)
}

/** SBI `bioSubType` of an iris. */
export function sbiIrisName(eye: IrisPosition): string {
  return NAMES[eye].sbiName
}

export function findIrisBySbiName(name: string): IrisPosition | undefined {
  return irisPositions.find((eye) => NAMES[eye].sbiName === name)
}

export function vietnameseIrisName(eye: IrisPosition): string {
  return NAMES[eye].vietnamese
}
