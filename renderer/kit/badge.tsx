import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'quiet'

const toneIcon: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  wait: 'warning',
  bad: 'cross',
  info: 'info',
  quiet: 'dash',
}

/** A short mark, such as the source of a value; an icon only where it says something. */
export function Badge({ children, tone = 'quiet', icon }: { children: ReactNode; tone?: Tone; icon?: IconName }) {
  return (
    <span className="k-badge" data-tone={tone}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  )
}

/** A state is never a colour alone: always its icon and its word. */
export function StateBadge({ tone, children, icon }: { tone: Tone; children: ReactNode; icon?: IconName }) {
  return (
    <Badge tone={tone} icon={icon ?? toneIcon[tone]}>
      {children}
    </Badge>
  )
}
