import { flowParagraph } from './flow-columns.ts'
import { letterhead } from './letterhead.ts'
import { pageFooter } from './page-footer.ts'
import { BODY } from './page-measures.ts'
import { openPaper, type Paper, type PlacedMark } from './paper.ts'
import { getPaperForm, type PaperForm } from './paper-form.ts'
import { checkPaperInput, type PaperInput } from './paper-input.ts'
import { trainingMark } from './training-mark.ts'

export interface PrintSettings {
  /** Told of everything that is set on a page; tests read the layout from it. */
  readonly onPlaced?: ((mark: PlacedMark) => void) | undefined
}

/** Which form of the register is printed. */
export interface FormChoice {
  /** File of `resources/forms/` without its ending. */
  readonly register: string
  readonly id: string
  /** Day whose rules the paper follows. */
  readonly rulesDay: PaperInput['day']
  /** A form made by the citizen carries place and day above the signature instead of in its head. */
  readonly dateAboveSignature?: true
}

/** A paper of an office with its head and title set, ready for the fields. */
export interface OfficialPaper {
  readonly paper: Paper
  readonly form: PaperForm
  /** Sets the foot of every page and closes the file. */
  finish(): Promise<Uint8Array>
}

/**
 * Checks the input, finds the form in force on `rulesDay`, and sets head and title.
 * Throws `PaperInputError` where the input cannot become a paper.
 */
export function openOfficialPaper(input: PaperInput, form: FormChoice, settings: PrintSettings): OfficialPaper {
  checkPaperInput(input)
  const found = getPaperForm(form.register, form.id, form.rulesDay)
  const paper = openPaper({
    title: `${found.title} ${input.dossierNumber}`,
    remark: found.layout === 'unconfirmed' ? 'layout unconfirmed' : '',
    createdAt: input.createdAt,
    onPlaced: settings.onPlaced,
    underlay: input.training ? trainingMark : undefined,
  })
  letterhead(paper, input, found, form.dateAboveSignature !== true)
  const title = { text: found.title, style: { face: 'bold', size: 14 } } as const
  flowParagraph(paper, [title], BODY, { align: 'centre', after: found.subtitle === null ? 6 : 0 })
  if (found.subtitle !== null) {
    const subtitle = { text: found.subtitle, style: { face: 'bold', size: 13 } } as const
    flowParagraph(paper, [subtitle], BODY, { align: 'centre', after: 6 })
  }
  return {
    paper,
    form: found,
    finish: () => paper.finish((page, pages) => pageFooter(paper, found, input.dossierNumber, page, pages)),
  }
}
