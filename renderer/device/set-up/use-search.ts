import { useEffect, useRef, useState } from 'react'
import { SearchNotice } from '../../../preload/contract/device-set-up.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import { type AskFailed, ask, newRequestId, useAct, useNotice } from '../../app/index.ts'

export type Found = ReplyOf<'set-up.search'>

export interface Search {
  /** Undefined while nothing runs. */
  readonly running: { readonly printers: number; readonly scanners: number; readonly share: number } | undefined
  readonly found: Found | undefined
  readonly failed: AskFailed | undefined
  readonly start: () => void
  readonly stop: () => void
}

/** A search of the network with its progress; it ends when the page is left. */
export function useSearch(): Search {
  const search = useAct('set-up.search')
  const id = useRef('')
  const [sofar, setSofar] = useState<Search['running']>()
  const [found, setFound] = useState<Found>()
  useNotice('set-up', (body) => {
    const heard = SearchNotice.safeParse(body)
    if (heard.success && heard.data.searchId === id.current) setSofar(heard.data)
  })
  const stop = () => void ask('set-up.stop-search', { searchId: id.current })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is left
  useEffect(() => () => (id.current === '' ? undefined : stop()), [])
  async function start(): Promise<void> {
    id.current = newRequestId()
    setSofar({ printers: 0, scanners: 0, share: 0 })
    setFound(undefined)
    const outcome = await search.act({ searchId: id.current })
    id.current = ''
    setSofar(undefined)
    if (outcome.ok) setFound(outcome.value)
  }
  return { running: search.busy ? sofar : undefined, found, failed: search.failed, start: () => void start(), stop }
}
