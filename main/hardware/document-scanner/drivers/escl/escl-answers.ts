import type { ScanAbilities, ScanSource } from '../../document-scanner.ts'
import { childrenOf, nodeAt, numberAt, parseXml, textAt, type XmlNode } from './escl-xml.ts'

/** eSCL measures in 1/300 inch. */
const MM_PER_UNIT = 25.4 / 300
const UNITS_PER_MM = 300 / 25.4
const MOST_RESOLUTIONS = 40

type SourceAbilities = ScanAbilities['sources'][number]

function resolutionsOf(profile: XmlNode): number[] {
  const supported = nodeAt(profile, 'SupportedResolutions')
  const discrete = childrenOf(nodeAt(supported, 'DiscreteResolutions'), 'DiscreteResolution').flatMap((one) => {
    const [x, y] = [numberAt(one, 'XResolution'), numberAt(one, 'YResolution')]
    return x !== undefined && x === y ? [x] : []
  })
  const range =
    nodeAt(supported, 'ResolutionRange', 'XResolutionRange') ?? nodeAt(supported, 'ResolutionRange', 'XResolution')
  const [least, most] = [numberAt(range, 'Min'), numberAt(range, 'Max')]
  const usual = [75, 100, 150, 200, 300, 400, 600, 1200]
  const ranged = least !== undefined && most !== undefined ? usual.filter((dpi) => dpi >= least && dpi <= most) : []
  return [...discrete, ...ranged].filter((dpi) => dpi >= 50 && dpi <= 1200)
}

const FORMATS: readonly SourceAbilities['formats'][number][] = ['image/jpeg', 'image/png', 'application/pdf']

function sourceAbilities(source: ScanSource, caps: XmlNode | undefined): SourceAbilities | undefined {
  if (caps === undefined || typeof caps === 'string') return undefined
  const [width, height] = [numberAt(caps, 'MaxWidth'), numberAt(caps, 'MaxHeight')]
  if (!width || !height) return undefined
  const profiles = childrenOf(nodeAt(caps, 'SettingProfiles'), 'SettingProfile').slice(0, 16)
  const modes = profiles.flatMap((one) => childrenOf(nodeAt(one, 'ColorModes'), 'ColorMode'))
  const said = profiles.flatMap((one) => [
    ...childrenOf(nodeAt(one, 'DocumentFormats'), 'DocumentFormat'),
    ...childrenOf(nodeAt(one, 'DocumentFormats'), 'DocumentFormatExt'),
  ])
  const resolutions = [...new Set(profiles.flatMap(resolutionsOf))].sort((a, b) => a - b).slice(0, MOST_RESOLUTIONS)
  const colours: SourceAbilities['colours'] = [
    ...(modes.includes('RGB24') ? ['colour' as const] : []),
    ...(modes.includes('Grayscale8') ? ['grey' as const] : []),
  ]
  const formats = FORMATS.filter((one) => said.includes(one))
  if (resolutions.length === 0 || colours.length === 0 || formats.length === 0) return undefined
  return { source, resolutions, colours, formats, widest: width * MM_PER_UNIT, longest: height * MM_PER_UNIT }
}

export interface EsclAbilities extends ScanAbilities {
  /** Of the specification, as the scanner writes it: it wants to be spoken to in its own. */
  readonly version: string
}

/** `ScannerCapabilities` (Mopria eSCL); undefined where it is none, or no source of it can be used. Never throws. */
export function parseCapabilities(bytes: Uint8Array): EsclAbilities | undefined {
  const xml = parseXml(bytes)
  if (xml?.name !== 'ScannerCapabilities') return undefined
  const adf = nodeAt(xml.node, 'Adf')
  const sources = [
    sourceAbilities('flatbed', nodeAt(xml.node, 'Platen', 'PlatenInputCaps')),
    sourceAbilities('feeder', nodeAt(adf, 'AdfSimplexInputCaps')),
    sourceAbilities('feeder-duplex', nodeAt(adf, 'AdfDuplexInputCaps')),
  ].filter((one) => one !== undefined)
  if (sources.length === 0) return undefined
  const version = textAt(xml.node, 'Version') ?? ''
  return {
    version: /^\d\.\d{1,2}$/.test(version) ? version : '2.0',
    name: textAt(xml.node, 'MakeAndModel') ?? '',
    serialNumber: textAt(xml.node, 'SerialNumber') ?? textAt(xml.node, 'UUID') ?? '',
    sources,
  }
}

export type FeederState = 'loaded' | 'empty' | 'jam' | 'open' | 'other' | 'none'
export interface ScannerStatus {
  readonly state: 'idle' | 'processing' | 'stopped' | 'other'
  readonly feeder: FeederState
  /** State of each job it remembers, by the last part of its address. */
  readonly jobs: readonly { readonly name: string; readonly state: string }[]
}

const STATES: Readonly<Record<string, ScannerStatus['state']>> = {
  Idle: 'idle',
  Processing: 'processing',
  Stopped: 'stopped',
}
const FEEDER: Readonly<Record<string, FeederState>> = {
  ScannerAdfLoaded: 'loaded',
  ScannerAdfProcessing: 'loaded',
  ScannerAdfEmpty: 'empty',
  ScannerAdfJam: 'jam',
  ScannerAdfMispick: 'jam',
  ScannerAdfMultipickDetected: 'jam',
  ScannerAdfHatchOpen: 'open',
  ScannerAdfDoorOpen: 'open',
}

/** The last part of a job's address: what may differ before it (host, scheme) says nothing about the job. */
export const jobName = (address: string) => address.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** `ScannerStatus`; undefined where it is none. Never throws. */
export function parseStatus(bytes: Uint8Array): ScannerStatus | undefined {
  const xml = parseXml(bytes)
  if (xml?.name !== 'ScannerStatus') return undefined
  const adf = textAt(xml.node, 'AdfState')
  const state = textAt(xml.node, 'State') ?? ''
  return {
    state: Object.hasOwn(STATES, state) ? (STATES[state] ?? 'other') : 'other',
    feeder: adf === undefined ? 'none' : Object.hasOwn(FEEDER, adf) ? (FEEDER[adf] ?? 'other') : 'other',
    jobs: childrenOf(nodeAt(xml.node, 'Jobs'), 'JobInfo')
      .slice(0, 50)
      .map((one) => ({ name: jobName(textAt(one, 'JobUri') ?? ''), state: textAt(one, 'JobState') ?? '' })),
  }
}

export interface JobSettings {
  readonly version: string
  readonly source: ScanSource
  readonly resolution: number
  readonly colour: 'colour' | 'grey'
  readonly format: string
  /** Millimetres. */
  readonly width: number
  readonly height: number
}

/** `ScanSettings` for one job. Every value in it is ours: numbers and words of fixed lists. */
export function formatScanSettings(job: JobSettings): string {
  const units = (mm: number) => Math.floor(mm * UNITS_PER_MM + 1e-6)
  const feeder = job.source !== 'flatbed'
  // DocumentFormatExt came with 2.1; before it a scanner may refuse the unknown word.
  const extended = Number(job.version) >= 2.1
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
  <pwg:Version>${job.version}</pwg:Version>
  <scan:Intent>Document</scan:Intent>
  <pwg:ScanRegions>
    <pwg:ScanRegion>
      <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
      <pwg:XOffset>0</pwg:XOffset>
      <pwg:YOffset>0</pwg:YOffset>
      <pwg:Width>${units(job.width)}</pwg:Width>
      <pwg:Height>${units(job.height)}</pwg:Height>
    </pwg:ScanRegion>
  </pwg:ScanRegions>
  <pwg:InputSource>${feeder ? 'Feeder' : 'Platen'}</pwg:InputSource>
  <scan:ColorMode>${job.colour === 'colour' ? 'RGB24' : 'Grayscale8'}</scan:ColorMode>
  <scan:XResolution>${job.resolution}</scan:XResolution>
  <scan:YResolution>${job.resolution}</scan:YResolution>
  <pwg:DocumentFormat>${job.format}</pwg:DocumentFormat>
${extended ? `  <scan:DocumentFormatExt>${job.format}</scan:DocumentFormatExt>\n` : ''}${feeder ? `  <scan:Duplex>${job.source === 'feeder-duplex'}</scan:Duplex>\n` : ''}</scan:ScanSettings>
`
}
