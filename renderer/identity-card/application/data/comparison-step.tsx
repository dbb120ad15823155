import { useStation, useText } from '../../../app/index.ts'
import { Checkbox } from '../../../kit/index.ts'
import { useDraft, useEdit } from '../saving/draft-room.tsx'
import { AddressEntry } from './address-entry.tsx'
import { NameEntry } from './name-entry.tsx'
import { Papers } from './papers.tsx'
import { BirthEntry, CodedEntry, TextEntry } from './text-entry.tsx'

/** 2 Đối chiếu, giấy tờ: every value with its source, every difference with its answer, then the papers that prove them. */
export function ComparisonStep() {
  const t = useText()
  const { regime } = useStation()
  const needsOrigin = !regime.iris
  return (
    <>
      <div className="a-group">
        <h3>{t('application.group.person')}</h3>
        <div className="a-pair">
          <NameEntry />
          <TextEntry name="otherName" optional />
          <BirthEntry />
          <CodedEntry name="sex" />
          <TextEntry name="personalNumber" code />
          <TextEntry name="oldIdentityNumber" code optional />
          <CodedEntry name="ethnicity" />
          <CodedEntry name="nationality" />
          <CodedEntry name="religion" optional />
          <CodedEntry name="maritalStatus" optional />
          <CodedEntry name="bloodGroup" optional />
          <TextEntry name="occupation" optional />
          <TextEntry name="educationLevel" optional />
        </div>
      </div>
      <div className="a-group">
        <h3>{t('application.group.places')}</h3>
        <AddressEntry name="permanentResidence" />
        <AddressEntry name="currentResidence" optional />
        <AddressEntry name="temporaryResidence" optional />
        <AddressEntry name="placeOfOrigin" optional={!needsOrigin} />
        <AddressEntry name="placeOfBirthRegistration" optional={needsOrigin} />
        <AddressEntry name="placeOfBirth" optional />
      </div>
      <div className="a-group">
        <h3>{t('application.group.family')}</h3>
        <div className="a-pair">
          {(['father', 'mother', 'spouse', 'householdHead'] as const).map((who) => (
            <div key={who} className="a-contents">
              <TextEntry name={`${who}Name`} optional />
              <TextEntry name={`${who}Number`} code optional />
            </div>
          ))}
          <CodedEntry name="relationToHead" optional />
        </div>
        <MultipleBirth />
      </div>
      <Papers />
    </>
  )
}

/** Sinh đôi, sinh ba: one date, alike names and parents, and yet no duplicate. */
function MultipleBirth() {
  const t = useText()
  const edit = useEdit()
  const checked = useDraft((draft) => draft.form.multipleBirth)
  return (
    <Checkbox
      label={t('application.multiple-birth')}
      checked={checked}
      onChange={(multipleBirth) => edit((form) => ({ ...form, multipleBirth }))}
    />
  )
}
