import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Banner, Button } from '../kit/index.ts'
import { useText } from './text.ts'

interface Props {
  readonly children: ReactNode
  /** Leads somewhere safe, e.g. to the board; without it only a fresh start is offered. */
  readonly onLeave?: () => void
}

/** A screen that fails leaves the window standing: it says what happened to the work and offers ways out. */
export class ErrorRoom extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(cause: Error, info: ErrorInfo): void {
    // No values of the page: only which component and what kind of error.
    console.error('screen failed', cause.name, info.componentStack)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const { onLeave } = this.props
    return (
      <ScreenFailed
        onTryAgain={() => this.setState({ failed: false })}
        {...(onLeave
          ? {
              onLeave: () => {
                onLeave()
                this.setState({ failed: false })
              },
            }
          : {})}
      />
    )
  }
}

function ScreenFailed({ onTryAgain, onLeave }: { onTryAgain: () => void; onLeave?: () => void }) {
  const t = useText()
  return (
    <div className="page">
      <Banner tone="bad" urgent title={t('screen-failed.title')}>
        {t('screen-failed.body')}
      </Banner>
      <div className="row">
        <Button kind="main" onPress={onTryAgain}>
          {t('screen-failed.again')}
        </Button>
        {onLeave ? <Button onPress={onLeave}>{t('screen-failed.leave')}</Button> : null}
        <Button onPress={() => window.location.reload()}>{t('screen-failed.reload')}</Button>
      </div>
    </div>
  )
}
