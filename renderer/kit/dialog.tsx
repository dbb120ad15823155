import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useIntl } from 'react-intl'
import { Button } from './button.tsx'
import { KeyLayer } from './use-keys.ts'

export interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Buttons at the foot, the one to press last. */
  readonly actions?: ReactNode
  /** Esc, "Đóng" and the veil; leave out for a dialog that must be answered by its own buttons. */
  readonly onClose?: () => void
  readonly size?: 'usual' | 'wide'
  readonly role?: 'dialog' | 'alertdialog'
}

/** Rendered while open. Takes the focus, gives it back, and keeps the keys of the page below from acting. */
export function Dialog({ title, children, actions, onClose, size = 'usual', role = 'dialog' }: DialogProps) {
  const intl = useIntl()
  return (
    <ModalOverlay
      className="k-veil"
      isOpen
      isDismissable={onClose !== undefined && role === 'dialog'}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => {
        if (!open) onClose?.()
      }}
    >
      <Modal className="k-modal" data-size={size}>
        <AriaDialog className="k-dialog" role={role}>
          <KeyLayer>
            <div className="k-dialog-head">
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {onClose ? (
                <Button kind="plain" size="small" icon="cross" onPress={onClose}>
                  {intl.formatMessage({ id: 'kit.close' })}
                </Button>
              ) : null}
            </div>
            <div className="k-dialog-body" data-enter-moves="">
              {children}
            </div>
            {actions ? <div className="k-dialog-foot">{actions}</div> : null}
          </KeyLayer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
