import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'

const icons: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  wait: 'warning',
  bad: 'cross',
  info: 'info',
  quiet: 'clock',
}

/** A quiet line such as "Đã lưu nháp 10:42:07"; read out politely when it changes. */
export function StatusLine({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="k-status" data-tone={tone} role="status">
      <Icon name={icons[tone]} />
      {children}
    </span>
  )
}
