import { expect, test } from 'vitest'
import { isVietnameseSyllable } from '../../../domain/person/vietnamese-syllable.ts'

const SYLLABLES =
  'Nguyễn Đặng Huỳnh Quý Quyền Quang Quốc Gì Giang Giêng Giữa Nghĩa Ước Lưu Xuân Khuya Oanh Ngoạn Thuỷ Thủy Hòa Hoà Trương Phượng Yến Đỗ Đức Bích Khoắt Uyên Ngoằn Giặc Khúc Xoong Quỳnh Ý Ả Ơi Bạch Kỷ Huệ Thuở Nghiêng'

test.each(SYLLABLES.split(' '))('%s can be a Vietnamese syllable, composed or not', (word) => {
  expect(isVietnameseSyllable(word)).toBe(true)
  expect(isVietnameseSyllable(word.normalize('NFD'))).toBe(true)
})

test.each(['Nguyeãn', 'NguyÔn', 'Traàn', 'Jack', 'Strong', 'quoc', 'bach', 'bàt', 'ñaëng', 'xyz', 'ưư', 'á́', 'n', 'q'])(
  '%s cannot',
  (word) => {
    expect(isVietnameseSyllable(word)).toBe(false)
  },
)
