import { useEffect, useRef } from 'react'
import type { NoticeTopic } from '../../preload/contract/index.ts'
import { getBridge } from './bridge.ts'

/** Hears what the core pushes on a topic while the component is mounted. The body is unknown: parse it. */
export function useNotice(topic: NoticeTopic, listener: (body: unknown) => void): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => getBridge().onNotice(topic, (body) => latest.current(body)), [topic])
}
