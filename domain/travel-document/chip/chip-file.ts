/** Files of the eMRTD, ICAO 9303-10 table 36 and 3.11: identifier, short identifier, tag of the outer object. */
export interface ChipFile {
  readonly name: ChipFileName
  readonly id: number
  readonly shortId: number
  readonly tag: number
}

export type DataGroupName = `DG${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16}`
export type ChipFileName = 'EF.CardAccess' | 'EF.CardSecurity' | 'EF.COM' | 'EF.SOD' | DataGroupName

const DATA_GROUP_TAGS: readonly number[] = [
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
]

const dataGroups: readonly ChipFile[] = DATA_GROUP_TAGS.map((tag, i) => ({
  name: dataGroupName(i + 1) ?? 'DG1',
  id: 0x0101 + i,
  shortId: i + 1,
  tag,
}))

/** In the order of their identifiers. CardAccess and CardSecurity lie in the master file, all others in the eMRTD application. */
export const chipFiles: readonly ChipFile[] = [
  ...dataGroups,
  { name: 'EF.CardAccess', id: 0x011c, shortId: 0x1c, tag: 0x31 },
  { name: 'EF.SOD', id: 0x011d, shortId: 0x1d, tag: 0x77 },
  { name: 'EF.CardSecurity', id: 0x011d, shortId: 0x1d, tag: 0x30 },
  { name: 'EF.COM', id: 0x011e, shortId: 0x1e, tag: 0x60 },
]

export function chipFile(name: ChipFileName): ChipFile {
  const found = chipFiles.find((file) => file.name === name)
  if (found === undefined) throw new RangeError(`no file ${name}`)
  return found
}

/** `DG7` for 7; undefined outside of 1–16. */
export function dataGroupName(number: number): DataGroupName | undefined {
  const names: readonly DataGroupName[] = [
    'DG1',
    'DG2',
    'DG3',
    'DG4',
    'DG5',
    'DG6',
    'DG7',
    'DG8',
    'DG9',
    'DG10',
    'DG11',
    'DG12',
    'DG13',
    'DG14',
    'DG15',
    'DG16',
  ]
  return names[number - 1]
}

/** The data group whose outer tag this is: what the tag list of EF.COM names. */
export function findDataGroupByTag(tag: number): DataGroupName | undefined {
  return dataGroupName(DATA_GROUP_TAGS.indexOf(tag) + 1)
}

/** Application identifier of the eMRTD application, ICAO 9303-10 3.2. */
export const EMRTD_APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01)
