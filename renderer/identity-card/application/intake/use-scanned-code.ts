import { useCallback, useState } from 'react'
import { CodeNotice } from '../../../../preload/contract/device.ts'
import { useNotice, useText } from '../../../app/index.ts'
import { useToast, useWedge } from '../../../kit/index.ts'
import { looksLikeCardCode } from './code-shape.ts'

/**
 * A code that is scanned anywhere in the application opens F7 with it, from a HID scanner or from one that types. While F7 is open it hears
 * HID scanners itself; while the submit dialog asks its question a code waits for nobody: the clerk is told to scan it again.
 */
export function useScannedCode({ open, openScan }: { open: 'scan' | 'submit' | undefined; openScan: () => void }) {
  const t = useText()
  const say = useToast()
  const [text, setText] = useState<string>()

  function take(code: string): void {
    if (open === 'scan') return
    if (open === 'submit') {
      say('wait', t('application.code.not-now'))
      return
    }
    setText(code)
    openScan()
  }
  useNotice('code', (body) => {
    const notice = CodeNotice.safeParse(body)
    if (!notice.success) return
    if (notice.data.tooLong && open !== 'scan') say('bad', t('failure.code-too-long'))
    else take(notice.data.text)
  })
  useWedge({
    looksLikeCode: looksLikeCardCode,
    onCode: take,
    onGarbled: () => say('bad', t('failure.garbled-by-input-method')),
  })
  return { text, forget: useCallback(() => setText(undefined), []) }
}
