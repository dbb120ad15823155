/** Rhymes of Vietnamese without tone; with the initials below they make every syllable of the written language. */
const RHYMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
  o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uât uâng uây uê uêch uênh
  uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưng ưt ưu
  ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu`.split(/\s+/),
)
/** After `qu` the rhyme goes on without its glide: quang, quê, quý. */
const INITIAL = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?/
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const STOP_FINAL = /(?:c|ch|p|t)$/
const SHARP_OR_HEAVY = /[\u0301\u0323]/

/**
 * Whether a word can be a Vietnamese syllable as it is written, marks included: `Nguyễn` and `Đặng` can, `Nguyeãn` and
 * `NguyÔn` cannot. Syllables that end in c, ch, p, t carry sắc or nặng.
 */
export function isVietnameseSyllable(word: string): boolean {
  const decomposed = word.normalize('NFD').toLowerCase()
  if ((decomposed.match(TONES) ?? []).length > 1) return false
  const toneless = decomposed.replace(TONES, '').normalize('NFC')
  if (STOP_FINAL.test(toneless) && !SHARP_OR_HEAVY.test(decomposed)) return false
  const initial = INITIAL.exec(toneless)?.[0] ?? ''
  const cuts = initial.length === 2 ? [2, 1, 0] : [initial.length, 0]
  return cuts.some((cut) => RHYMES.has(toneless.slice(cut)))
}
