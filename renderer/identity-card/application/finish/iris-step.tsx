import { useAsk, useText } from '../../../app/index.ts'
import { Banner, RadioGroup, TextField } from '../../../kit/index.ts'
import { useDraft, useEdit } from '../saving/draft-room.tsx'

const reasons = ['no-device', 'not-possible'] as const

/** 6 Mống mắt (from 6 years, Luật Căn cước 26/2023/QH15, Điều 16): without a device the reason is stated and stays an open gap. */
export function IrisStep() {
  const t = useText()
  const edit = useEdit()
  const notTaken = useDraft((draft) => draft.form.irisNotTaken)
  const devices = useAsk('device.list', {})
  const device = devices.data?.devices.find((one) => one.kind === 'iris' && one.state !== 'absent')
  return (
    <>
      <Banner tone="info">
        {device ? t('application.iris.device', { name: device.name }) : t('application.iris.no-device-here')}
      </Banner>
      <RadioGroup
        label={t('application.iris.why')}
        upright
        choices={reasons.map((id) => ({ id, label: t(`application.iris.reason.${id}`) }))}
        value={notTaken?.reason ?? ''}
        onChoose={(reason) =>
          edit((form) => ({ ...form, irisNotTaken: { reason, remark: form.irisNotTaken?.remark ?? '' } }))
        }
      />
      <TextField
        label={t('application.iris.remark')}
        optional
        value={notTaken?.remark ?? ''}
        maxLength={300}
        disabled={notTaken === null}
        onType={(remark) =>
          edit((form) => (form.irisNotTaken ? { ...form, irisNotTaken: { ...form.irisNotTaken, remark } } : form))
        }
        onCommit={(remark) =>
          edit((form) => (form.irisNotTaken ? { ...form, irisNotTaken: { ...form.irisNotTaken, remark } } : form))
        }
      />
    </>
  )
}
