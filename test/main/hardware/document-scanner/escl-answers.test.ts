import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatScanSettings,
  jobName,
  parseCapabilities,
  parseStatus,
} from '../../../../main/hardware/document-scanner/drivers/escl/escl-answers.ts'
import { nearestResolution } from '../../../../main/hardware/document-scanner/drivers/escl/escl-scanner.ts'
import { parseXml, textAt } from '../../../../main/hardware/document-scanner/drivers/escl/escl-xml.ts'
import { readJob } from '../../../../main/hardware/document-scanner/simulator/escl-job.ts'
import { capabilities, status } from '../../../../main/hardware/document-scanner/simulator/escl-words.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** As a feederless office device says it: other prefixes, a range of resolutions, several profiles. */
const RANGED = `<?xml version="1.0"?>
<s:ScannerCapabilities xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:p="http://www.pwg.org/schemas/2010/12/sm">
<p:MakeAndModel>Maker &lt;M&gt; 1</p:MakeAndModel><s:UUID>u-1</s:UUID>
<s:Platen><s:PlatenInputCaps><s:MaxWidth>2550</s:MaxWidth><s:MaxHeight>3508</s:MaxHeight><s:SettingProfiles>
<s:SettingProfile><s:ColorModes><s:ColorMode>BlackAndWhite1</s:ColorMode></s:ColorModes><s:DocumentFormats><p:DocumentFormat>application/octet-stream</p:DocumentFormat></s:DocumentFormats></s:SettingProfile>
<s:SettingProfile><s:ColorModes><s:ColorMode>RGB24</s:ColorMode></s:ColorModes><s:DocumentFormats><p:DocumentFormat>image/jpeg</p:DocumentFormat></s:DocumentFormats>
<s:SupportedResolutions><s:ResolutionRange><s:XResolutionRange><s:Min>75</s:Min><s:Max>600</s:Max></s:XResolutionRange></s:ResolutionRange></s:SupportedResolutions></s:SettingProfile>
</s:SettingProfiles></s:PlatenInputCaps></s:Platen></s:ScannerCapabilities>`

test('capabilities with other prefixes, several profiles and a range are understood', () => {
  expect(parseCapabilities(bytes(RANGED))).toEqual({
    version: '2.0',
    name: 'Maker <M> 1',
    serialNumber: 'u-1',
    sources: [
      {
        source: 'flatbed',
        resolutions: [75, 100, 150, 200, 300, 400, 600],
        colours: ['colour'],
        formats: ['image/jpeg'],
        widest: 215.9,
        longest: (3508 * 25.4) / 300,
      },
    ],
  })
})

test.each([
  ['nothing', ''],
  ['a page of a web server', '<html><body>hello</body></html>'],
  ['half an answer', capabilities().slice(0, 900)],
  ['no source that can be used', '<ScannerCapabilities><Platen/></ScannerCapabilities>'],
  ['two roots', `${RANGED}<b/>`],
  ['a document type', RANGED.replace('?>', '?><!DOCTYPE x>')],
  [
    'an entity',
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><ScannerStatus><State>&e;</State></ScannerStatus>`,
  ],
  ['bytes that are no UTF-8', '\xff\xfe<ScannerCapabilities/>'],
  ['a megabyte', RANGED + ' '.repeat(1_000_000)],
])('%s is no answer', (_what, text) => {
  const sent = /^[\x80-\xff]/.test(text) ? Uint8Array.from(Buffer.from(text, 'latin1')) : bytes(text)
  expect(parseCapabilities(sent)).toBeUndefined()
  expect(parseStatus(sent)).toBeUndefined()
})

test('names that mean something to JavaScript are names and nothing else', () => {
  const xml = parseXml(bytes('<a><constructor>x</constructor><toString>y</toString></a>'))
  expect(textAt(xml?.node, 'valueOf')).toBeUndefined()
  expect(textAt(xml?.node, 'hasOwnProperty', 'call')).toBeUndefined()
  parseXml(bytes('<a><__proto__><polluted>1</polluted></__proto__></a>'))
  expect('polluted' in {}).toBe(false)
})

test.each([
  ['ScannerAdfLoaded', 'loaded'],
  ['ScannerAdfProcessing', 'loaded'],
  ['ScannerAdfEmpty', 'empty'],
  ['ScannerAdfJam', 'jam'],
  ['ScannerAdfHatchOpen', 'open'],
  ['ScannerAdfInputTrayFailed', 'other'],
  ['toString', 'other'],
])('a feeder that says %s is %s', (adf, feeder) => {
  const jobs = [{ uri: 'http://other.name/eSCL/ScanJobs/7/', state: 'Aborted', pages: 1 }]
  expect(parseStatus(bytes(status({ state: 'Idle', adf, jobs })))).toEqual({
    state: 'idle',
    feeder,
    jobs: [{ name: '7', state: 'Aborted' }],
  })
})

test('what we ask is what a scanner reads: source, both sides, colour, format, resolution and size', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('flatbed' as const, 'feeder' as const, 'feeder-duplex' as const),
      fc.constantFrom('colour' as const, 'grey' as const),
      fc.constantFrom('image/jpeg', 'image/png', 'application/pdf'),
      fc.constantFrom(75, 150, 300, 600),
      fc.integer({ min: 20, max: 209 }),
      fc.integer({ min: 20, max: 296 }),
      fc.constantFrom('2.0', '2.63'),
      (source, colour, format, resolution, width, height, version) => {
        const job = readJob(bytes(formatScanSettings({ version, source, colour, format, resolution, width, height })))
        expect(job).toMatchObject({
          feeder: source !== 'flatbed',
          duplex: source === 'feeder-duplex',
          dpi: resolution,
          format,
        })
        expect(job?.grey).toBe(colour === 'grey')
        expect(Math.abs((job?.width ?? 0) - (width * 300) / 25.4)).toBeLessThanOrEqual(1)
        expect(Math.abs((job?.height ?? 0) - (height * 300) / 25.4)).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 200, seed: 5 },
  )
})

test('the nearest resolution is the next above, or the best there is', () => {
  expect([100, 120, 300, 900].map((dpi) => nearestResolution(dpi, [100, 200, 300, 600]))).toEqual([100, 200, 300, 600])
})

test('the name of a job is the last part of its address', () => {
  expect([jobName('/eSCL/ScanJobs/9'), jobName('http://h:1/eSCL/ScanJobs/9/'), jobName('')]).toEqual(['9', '9', ''])
})

test('a scanner is spoken to in its own version of the specification, and without the words that came later', () => {
  const settings = (version: string) =>
    formatScanSettings({
      ...{ version, source: 'flatbed', colour: 'grey', format: 'image/jpeg' },
      ...{ resolution: 300, width: 210, height: 297 },
    } as const)
  const stated = RANGED.replace('>', '><p:Version xmlns:p="p">2.63</p:Version>')
  expect(parseCapabilities(bytes(stated))?.version ?? '2.0').toMatch(/^2\./)
  expect(settings('2.63')).toContain('<pwg:Version>2.63<')
  expect(settings('2.63')).toContain('DocumentFormatExt')
  expect(settings('2.0')).not.toContain('DocumentFormatExt')
})
