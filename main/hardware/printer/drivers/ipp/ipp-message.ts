/** One value of an attribute. RFC 8010 §3.5.2 (value tags), §3.9 (their bytes). */
export type IppValue =
  | { readonly type: 'integer' | 'enum'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: IppTextType; readonly value: string }
  | { readonly type: 'text-with-language' | 'name-with-language'; readonly language: string; readonly value: string }
  | { readonly type: 'octets'; readonly value: Uint8Array }
  /** RFC 2579 DateAndTime: 11 octets, as they came. */
  | { readonly type: 'date-time'; readonly value: Uint8Array }
  | { readonly type: 'resolution'; readonly cross: number; readonly feed: number; readonly unit: number }
  | { readonly type: 'range'; readonly from: number; readonly to: number }
  | { readonly type: 'collection'; readonly members: readonly IppAttribute[] }
  /** The printer has no value to give: 'unsupported', 'unknown', 'no-value', … by their tag. */
  | { readonly type: 'no-value'; readonly tag: number }
  /** A tag of another time or maker, kept as it came. */
  | { readonly type: 'other'; readonly tag: number; readonly value: Uint8Array }

export type IppTextType =
  | 'text'
  | 'name'
  | 'keyword'
  | 'uri'
  | 'uri-scheme'
  | 'charset'
  | 'natural-language'
  | 'mime-type'

export interface IppAttribute {
  readonly name: string
  /** At least one. */
  readonly values: readonly IppValue[]
}

export interface IppGroup {
  readonly tag: number
  readonly attributes: readonly IppAttribute[]
}

/** A request (`code` = operation) or a response (`code` = status); the document of a request follows it. */
export interface IppMessage {
  readonly version: readonly [number, number]
  readonly code: number
  readonly requestId: number
  readonly groups: readonly IppGroup[]
}

/** Delimiter tags of RFC 8010 §3.5.1. */
export const groupTag = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const

/** Value tags of RFC 8010 §3.5.2. */
export const textTags: Readonly<Record<IppTextType, number>> = {
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  'uri-scheme': 0x46,
  charset: 0x47,
  'natural-language': 0x48,
  'mime-type': 0x49,
}
export const valueTag = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octets: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  memberName: 0x4a,
} as const

/** Operations of RFC 8011 §5.4.15, PWG 5100.22 and CUPS that this desk speaks or its simulator answers. */
export const operation = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  /** RFC 3998 §4.3.3: goes on with a suspended job. */
  resumeJob: 0x002f,
  cupsGetPrinters: 0x4002,
} as const

/** Status codes of RFC 8011 appendix B that the desk tells apart. */
export const status = {
  ok: 0x0000,
  badRequest: 0x0400,
  forbidden: 0x0401,
  notAuthenticated: 0x0402,
  notAuthorized: 0x0403,
  notPossible: 0x0404,
  notFound: 0x0406,
  formatNotSupported: 0x040a,
  attributesNotSupported: 0x040b,
  operationNotSupported: 0x0501,
  serviceUnavailable: 0x0502,
  versionNotSupported: 0x0503,
  notAcceptingJobs: 0x0506,
  busy: 0x0507,
} as const
