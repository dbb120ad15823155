export {
  AskFailed,
  ask,
  askOrThrow,
  type FailureOf,
  newRequestId,
  type UseAskOptions,
  useAct,
  useAsk,
  useAskAgain,
  useKeepAnswer,
} from './ask.ts'
export { getBridge } from './bridge.ts'
export { Evidence } from './evidence.tsx'
export { FailureText, failureWords, useFailureWords } from './failure-text.tsx'
export {
  calendarDay,
  clockTime,
  clockTimeWithSeconds,
  plainDay,
  spanOf,
  timeOrDay,
  useSizes,
  useSpans,
} from './moment.ts'
export { useNotice } from './notice.ts'
export { useStation } from './station.tsx'
export { type Language, languages, type Text, type TextValues, useText } from './text.ts'
