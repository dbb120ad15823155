/** What the simulated scanner says: `ScannerCapabilities` and `ScannerStatus` as driverless scanners send them. */

const NAMESPACES =
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** Largest areas in 1/300 inch: an A3 glass, an A4 feeder. */
export const GLASS = { width: 3508, height: 4961 }
export const FEEDER = { width: 2480, height: 3508 }
export const RESOLUTIONS = [75, 100, 150, 200, 300, 600] as const

function inputCaps(name: string, area: { width: number; height: number }): string {
  const resolutions = RESOLUTIONS.map(
    (dpi) =>
      `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`,
  ).join('')
  const formats = ['image/jpeg', 'image/png', 'application/pdf']
    .map(
      (one) => `<pwg:DocumentFormat>${one}</pwg:DocumentFormat><scan:DocumentFormatExt>${one}</scan:DocumentFormatExt>`,
    )
    .join('')
  return `<scan:${name}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>${area.width}</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${area.height}</scan:MaxHeight>
<scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats>${formats}</scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${resolutions}</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
</scan:${name}>`
}

export function capabilities(): string {
  return `${HEAD}<scan:ScannerCapabilities ${NAMESPACES}>
<pwg:Version>2.63</pwg:Version>
<pwg:MakeAndModel>So Bo SIM-A3 &amp; ADF</pwg:MakeAndModel>
<pwg:SerialNumber>SOBOSCAN0001</pwg:SerialNumber>
<scan:UUID>4509a320-00a0-008f-00b6-00559a327d32</scan:UUID>
<scan:Platen>${inputCaps('PlatenInputCaps', GLASS)}</scan:Platen>
<scan:Adf>
${inputCaps('AdfSimplexInputCaps', FEEDER)}
${inputCaps('AdfDuplexInputCaps', FEEDER)}
<scan:FeederCapacity>50</scan:FeederCapacity>
<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions>
</scan:Adf>
</scan:ScannerCapabilities>
`
}

export function status(now: {
  readonly state: string
  readonly adf: string
  readonly jobs: readonly { readonly uri: string; readonly state: string; readonly pages: number }[]
}): string {
  const jobs = now.jobs.map(
    (job) =>
      `<scan:JobInfo><pwg:JobUri>${job.uri}</pwg:JobUri><scan:Age>1</scan:Age><pwg:ImagesCompleted>${job.pages}</pwg:ImagesCompleted><pwg:JobState>${job.state}</pwg:JobState></scan:JobInfo>`,
  )
  return `${HEAD}<scan:ScannerStatus ${NAMESPACES}>
<pwg:Version>2.63</pwg:Version>
<pwg:State>${now.state}</pwg:State>
<scan:AdfState>${now.adf}</scan:AdfState>
<scan:Jobs>${jobs.join('')}</scan:Jobs>
</scan:ScannerStatus>
`
}
