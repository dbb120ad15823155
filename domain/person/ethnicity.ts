import * as z from 'zod/mini'
import { foldText } from './fold.ts'

interface EthnicityRow {
  readonly code: string
  readonly name: string
  /** Other names on papers. Names that several peoples were given (Xá, Thổ for Tày) are left out: they would guess. */
  readonly synonyms: readonly string[]
}

/** The 54 peoples and two special values. Quyết định 121-TCTK/PPCĐ (1979). */
const ROWS = [
  { code: '01', name: 'Kinh', synonyms: ['Việt'] },
  { code: '02', name: 'Tày', synonyms: [] },
  { code: '03', name: 'Thái', synonyms: [] },
  { code: '04', name: 'Hoa', synonyms: ['Hán'] },
  { code: '05', name: 'Khơ-me', synonyms: ['Khmer', 'Khơ Me', 'Khơ-mer'] },
  { code: '06', name: 'Mường', synonyms: [] },
  { code: '07', name: 'Nùng', synonyms: [] },
  { code: '08', name: 'HMông', synonyms: ['Mông', 'Mèo', "H'Mông", 'Miêu', 'Hmông'] },
  { code: '09', name: 'Dao', synonyms: ['Mán'] },
  { code: '10', name: 'Gia-rai', synonyms: ['Jrai', 'Giơ-rai', 'Chơ-rai', 'Gia Lai'] },
  { code: '11', name: 'Ngái', synonyms: [] },
  { code: '12', name: 'Ê-đê', synonyms: ['Rhadé', 'Ra-đê', 'Ê đê'] },
  { code: '13', name: 'Ba na', synonyms: ['Ba-na', 'Bahnar'] },
  { code: '14', name: 'Xơ-Đăng', synonyms: ['Xê-đăng', 'Xơ-teng', 'Sê-đăng'] },
  { code: '15', name: 'Sán Chay', synonyms: ['Cao Lan', 'Sán Chỉ', 'Cao Lan - Sán Chỉ'] },
  { code: '16', name: 'Cơ-ho', synonyms: ["K'ho", 'Cờ Ho', 'Kơ ho'] },
  { code: '17', name: 'Chăm', synonyms: ['Chàm', 'Chiêm'] },
  { code: '18', name: 'Sán Dìu', synonyms: [] },
  { code: '19', name: 'Hrê', synonyms: ["H'rê"] },
  { code: '20', name: 'Mnông', synonyms: ["M'nông", 'Pnông'] },
  { code: '21', name: 'Ra-glai', synonyms: ['Ra Glai', 'Rai'] },
  { code: '22', name: 'Xtiêng', synonyms: ["S'tiêng", 'Stiêng', 'Xa-điêng'] },
  { code: '23', name: 'Bru-Vân Kiều', synonyms: ['Vân Kiều', 'Bru', 'Bru - Vân Kiều'] },
  { code: '24', name: 'Thổ', synonyms: [] },
  { code: '25', name: 'Giáy', synonyms: [] },
  { code: '26', name: 'Cơ-tu', synonyms: ['Cà Tu', 'Ka Tu', 'Cơ Tu'] },
  { code: '27', name: 'Gié Triêng', synonyms: ['Giẻ Triêng', 'Gié-Triêng', 'Giẻ-Triêng'] },
  { code: '28', name: 'Mạ', synonyms: [] },
  { code: '29', name: 'Khơ-mú', synonyms: ['Khơ Mú', 'Xá Cẩu'] },
  { code: '30', name: 'Co', synonyms: ['Cor', 'Cua'] },
  { code: '31', name: 'Tà-ôi', synonyms: ['Tà Ôi', 'Pa-cô', 'Pa Cô'] },
  { code: '32', name: 'Chơ-ro', synonyms: ['Chơ Ro', 'Châu Ro'] },
  { code: '33', name: 'Kháng', synonyms: [] },
  { code: '34', name: 'Xinh-mun', synonyms: [] },
  { code: '35', name: 'Hà Nhì', synonyms: [] },
  { code: '36', name: 'Chu ru', synonyms: ['Churu', 'Chu-ru'] },
  { code: '37', name: 'Lào', synonyms: [] },
  { code: '38', name: 'La Chí', synonyms: [] },
  { code: '39', name: 'La Ha', synonyms: [] },
  { code: '40', name: 'Phù Lá', synonyms: ['Phù Lá (Xá Phó)', 'Xá Phó'] },
  { code: '41', name: 'La Hủ', synonyms: [] },
  { code: '42', name: 'Lự', synonyms: [] },
  { code: '43', name: 'Lô Lô', synonyms: [] },
  { code: '44', name: 'Chứt', synonyms: [] },
  { code: '45', name: 'Mảng', synonyms: ['Xá Lá Vàng'] },
  { code: '46', name: 'Pà Thẻn', synonyms: [] },
  { code: '47', name: 'Cờ Lao', synonyms: [] },
  { code: '48', name: 'Cống', synonyms: [] },
  { code: '49', name: 'Bố Y', synonyms: [] },
  { code: '50', name: 'Si La', synonyms: [] },
  { code: '51', name: 'Pu Péo', synonyms: ['Pu-Péo', 'La Quả'] },
  { code: '52', name: 'Brâu', synonyms: [] },
  { code: '53', name: 'Ơ Đu', synonyms: [] },
  { code: '54', name: 'Rơ măm', synonyms: ['Rơ-măm'] },
  { code: '55', name: 'Người nước ngoài', synonyms: ['Nước ngoài'] },
  { code: '56', name: 'Không rõ', synonyms: ['Không xác định'] },
] as const satisfies readonly EthnicityRow[]

/** Dân tộc as its two-digit code, `01` Kinh … `54` Rơ măm, `55` Người nước ngoài, `56` Không rõ. */
export const Ethnicity = z.enum(ROWS.map((row) => row.code))
export type Ethnicity = z.infer<typeof Ethnicity>

export const ethnicities: readonly Ethnicity[] = ROWS.map((row) => row.code)

const NAMES: ReadonlyMap<Ethnicity, string> = new Map(ROWS.map((row) => [row.code, row.name]))

export function ethnicityName(code: Ethnicity): string {
  return NAMES.get(code) ?? code
}

/** Spelling of ethnic names varies in blanks, hyphens and apostrophes: `Ê-đê`, `Ê đê`, `Êđê`. */
function nameKey(text: string, fold: (text: string) => string): string {
  return fold(text).replace(/[\s'’().–-]/g, '')
}

function keepMarks(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/**
 * Finds the code for the word a paper uses; the paper's own wording is stored beside it. Marks decide first, because
 * folded names collide (Thái, Cống); a folded word counts only where it means one people.
 */
export function findEthnicity(text: string): Ethnicity | undefined {
  const trimmed = text.trim()
  const byCode = ROWS.find((row) => row.code === trimmed)
  if (byCode) return byCode.code
  for (const fold of [keepMarks, foldText]) {
    const wanted = nameKey(trimmed, fold)
    const found = ROWS.filter((row) => [row.name, ...row.synonyms].some((name) => nameKey(name, fold) === wanted))
    if (found.length > 1) return undefined
    if (found[0]) return found[0].code
  }
  return undefined
}
