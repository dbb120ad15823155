import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import type {
  FieldText,
  IdentityPaperInput,
  PrintedKind,
  PrintedRelative,
  SigningMode,
} from './identity-paper-input.ts'

/** The citizen's data; the names are those of the draft's text and address fields. */
export interface PrintedPerson {
  readonly personalNumber?: FieldText
  /** CMND 9 số or the earlier card. */
  readonly oldIdentityNumber?: FieldText
  /** Printed in capitals with marks. */
  readonly fullName?: FieldText
  readonly otherName?: FieldText
  /** `15/03/2001`, or `2001` where only the year is known. */
  readonly dateOfBirth?: FieldText
  readonly sex?: FieldText
  readonly ethnicity?: FieldText
  readonly religion?: FieldText
  readonly nationality?: FieldText
  readonly bloodGroup?: FieldText
  readonly maritalStatus?: FieldText
  readonly occupation?: FieldText
  readonly educationLevel?: FieldText
  readonly phone?: FieldText
  readonly placeOfBirth?: FieldText
  readonly placeOfBirthRegistration?: FieldText
  readonly placeOfOrigin?: FieldText
  readonly permanentResidence?: FieldText
  readonly temporaryResidence?: FieldText
  readonly currentResidence?: FieldText
}

/** One finger: the print's quality (0–100 as the device states it), or the reason in words why there is none. */
export type PrintedFinger = { readonly quality: number; readonly low: boolean } | { readonly absence: string }

export interface EnrolmentSheetInput extends IdentityPaperInput {
  readonly kind: PrintedKind
  readonly reason?: FieldText
  readonly person: PrintedPerson
  readonly father?: PrintedRelative | undefined
  readonly mother?: PrintedRelative | undefined
  readonly spouse?: PrintedRelative | undefined
  readonly representative?: PrintedRelative | undefined
  readonly householdHead?: PrintedRelative | undefined
  /** Distinguishing marks in words: `Nốt ruồi C:3 cm trên sau mép trái`. Empty prints as dots. */
  readonly marks: readonly string[]
  /** JPEG or PNG; null with the reason in `portraitAbsence`. */
  readonly portrait: Uint8Array | null
  readonly portraitAbsence?: FieldText
  /** A finger that is left out prints as an empty cell: not captured yet. */
  readonly fingerprints: Partial<Readonly<Record<FingerPosition, PrintedFinger>>>
  /** Said in place of the table where no print is taken at all: `Dưới 06 tuổi: không thu`. */
  readonly fingerprintsAbsence?: FieldText
  /** 2023 law only: `Đã thu`, or `Không thu: không có thiết bị`. */
  readonly iris?: { readonly right?: FieldText; readonly left?: FieldText } | undefined
  /** The data were not compared with the population database: the sheet says so. */
  readonly notComparedWithPopulation: boolean
  /** Who signs as declarant: the citizen's or the representative's name. */
  readonly declarantName?: FieldText
  readonly declarantIsRepresentative: boolean
  readonly signing: SigningMode
  readonly officerName?: FieldText
}
