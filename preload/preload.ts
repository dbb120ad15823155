import { contextBridge, ipcRenderer } from 'electron'
import { ASK_CHANNEL, NOTICE_CHANNEL, type SoboBridge } from './contract/bridge.ts'
import type { WindowKind } from './contract/define-contract.ts'
import { isCallName, noticeTopics } from './contract/index.ts'

/** Handed over by the shell when it made the window; the page cannot change it, and the shell does not trust it either. */
const kind: WindowKind =
  (['applicant', 'paper'] as const).find((one) => process.argv.includes(`--sobo-window=${one}`)) ?? 'desk'

const bridge = {
  window: kind,
  ask(name, request) {
    if (!isCallName(name)) return Promise.resolve({ ok: false, failure: 'wrong-shape' })
    return ipcRenderer.invoke(ASK_CHANNEL, name, request)
  },
  onNotice(topic, listener) {
    if (!Object.hasOwn(noticeTopics, topic)) throw new TypeError('no such topic')
    // The page's listener gets the body alone: never the event object, which leads to the sender.
    const heard = (_event: unknown, heardTopic: string, body: unknown) => {
      if (heardTopic === topic) listener(body)
    }
    ipcRenderer.on(NOTICE_CHANNEL, heard)
    return () => void ipcRenderer.off(NOTICE_CHANNEL, heard)
  },
} satisfies SoboBridge

contextBridge.exposeInMainWorld('sobo', bridge)
