export { type FrameWatch, frameWatch, type SeenFinger, type SeenGlass } from './frame-watch.ts'
export { type JudgedPrint, type PrintEngine, type PrintJudge, type PrintTemplate, printJudge } from './print-judge.ts'
export { templateSeal } from './template-seal.ts'
export { dropTemplates, findTemplate, keepTemplate } from './template-store.ts'
