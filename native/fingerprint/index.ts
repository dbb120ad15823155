// The fingerprint engine's TypeScript face. Heavy work runs on worker threads; `signal` cancels it. Refusals are returned, faults thrown.
export type { EngineFailure, EngineRefusal } from './addon.ts'
export { compareSets, judgeSets, type SetComparison } from './compare-sets.ts'
export {
  type CardFormat,
  type Converted,
  type ConvertedMinutiae,
  convertMinutiae,
  convertPicture,
  type MinutiaeFormat,
  type OpenedPicture,
  openPicture,
  type PictureFormat,
  readCardMinutiae,
} from './convert.ts'
export { decodeJpeg2000 } from './decode-jpeg-2000.ts'
export {
  benchIdentification,
  benchPrints,
  type Evaluation,
  errorRates,
  evaluateFolder,
  type IdentifyBench,
  type PrintsBench,
  syntheticPrint,
} from './evaluate.ts'
export { type ImageRecordEdition, openPrintRecord, packPrintRecord, type RecordView } from './image-record.ts'
export { pictureOfRecord, pictureOfView } from './picture-of-record.ts'
export {
  comparePrints,
  describeTemplate,
  type ExtractedPrint,
  extractPrint,
  fuseFingerScores,
  type Picture,
  type PrintComparison,
  type QualityReason,
  type TemplateContent,
  thresholdFor,
} from './print.ts'
export { type PrintCoding, type PrintHeader, PrintRecordUnreadable, readPrintHeader } from './print-header.ts'
export {
  adoptPrintIndex,
  createIndexMemory,
  createPrintIndex,
  loadPrintIndex,
  mapPrintIndex,
  type PrintIndex,
  type PrintIndexHit,
  type PrintIndexRequest,
  type PrintIndexSearch,
} from './print-index.ts'
export { type SlapFinger, type SlapKind, type SlapSegmentation, segmentSlap } from './slap.ts'
export { checkTenSet, type PositionedTemplate, type TenSetFinding, type TenSetReport } from './ten-set.ts'
