import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'

const bannerIcon: Readonly<Record<Exclude<Tone, 'quiet'>, IconName>> = {
  good: 'check',
  wait: 'warning',
  bad: 'cross',
  info: 'info',
}

export interface BannerProps {
  readonly tone: Exclude<Tone, 'quiet'>
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Spoken at once by screen readers; else politely. */
  readonly urgent?: boolean
}

/** A sentence about the work as a whole, above it. */
export function Banner({ tone, title, children, actions, urgent = false }: BannerProps) {
  return (
    <div className="k-banner" data-tone={tone} role={urgent ? 'alert' : 'status'}>
      <Icon name={bannerIcon[tone]} />
      <div className="k-banner-words">
        {title ? <strong>{title}</strong> : null}
        {title && children ? ' ' : null}
        {children}
      </div>
      {actions}
    </div>
  )
}
