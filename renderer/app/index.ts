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
export { type Bridge, getBridge } from './bridge.ts'
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
export { type Language, languages, type Text, type TextValues, useText } from './text.ts'
