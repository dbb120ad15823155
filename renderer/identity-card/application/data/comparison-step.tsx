import { useText } from '../../../app/index.ts'
import { Checkbox } from '../../../kit/index.ts'
import { useDraft, useEdit } from '../saving/draft-room.tsx'
import { AddressEntry } from './address-entry.tsx'
import { NameEntry } from './name-entry.tsx'
import { Papers } from './papers.tsx'
import { BirthEntry, CodedEntry, TextEntry } from './text-entry.tsx'

/** 2 Đối chiếu, giấy tờ: every value with its source, every difference with its answer, then the papers that prove them. */
export function ComparisonStep() {
  const t = useText()
  return (
    <>
      <div className="a-group">
        <h3>{t('application.group.person')}</h3>
        <p className="a-soft">{t('application.group.how')}</p>
        <div className="a-pair">
          <NameEntry />
          <TextEntry name="otherName" />
          <BirthEntry />
          <CodedEntry name="sex" />
          <TextEntry name="personalNumber" code />
          <TextEntry name="oldIdentityNumber" code />
          <CodedEntry name="ethnicity" />
          <CodedEntry name="nationality" />
          <CodedEntry name="religion" />
          <CodedEntry name="maritalStatus" />
          <CodedEntry name="bloodGroup" />
          <TextEntry name="occupation" />
          <TextEntry name="educationLevel" />
        </div>
      </div>
      <div className="a-group">
        <h3>{t('application.group.places')}</h3>
        <AddressEntry name="permanentResidence" />
        <AddressEntry name="currentResidence" />
        <AddressEntry name="temporaryResidence" />
        <AddressEntry name="placeOfOrigin" />
        <AddressEntry name="placeOfBirthRegistration" />
        <AddressEntry name="placeOfBirth" />
      </div>
      <div className="a-group">
        <h3>{t('application.group.family')}</h3>
        <div className="a-pair">
          {(['father', 'mother', 'spouse', 'householdHead'] as const).map((who) => (
            <div key={who} className="a-contents">
              <TextEntry name={`${who}Name`} />
              <TextEntry name={`${who}Number`} code />
            </div>
          ))}
          <CodedEntry name="relationToHead" />
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
