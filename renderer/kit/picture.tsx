import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'

export interface PictureProps {
  readonly bytes: Uint8Array | undefined
  readonly mediaType: string
  /** What it shows, in words; required: a picture without words is nothing to a screen reader. */
  readonly alt: string
}

/** A picture out of bytes; its address dies with it, so that no image outlives the screen it was on. */
export function Picture({ bytes, mediaType, alt }: PictureProps) {
  const intl = useIntl()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!bytes) {
      setAddress(undefined)
      return
    }
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, mediaType])
  if (!address) return <div className="k-picture-waiting">{intl.formatMessage({ id: 'kit.loading-picture' })}</div>
  return <img className="k-picture" src={address} alt={alt} />
}
