import type { KeyTrouble } from './store-key.ts'

/** Said in a plain box before any window exists: what happened, and what to do. Vietnamese first, English below. */
export const keyWords: Readonly<Record<KeyTrouble, string>> = {
  'no-key-store':
    'Máy này chưa có kho khóa của hệ điều hành nên không mở được dữ liệu mã hóa. Dữ liệu vẫn nguyên. Nhờ cán bộ kỹ thuật bật kho khóa (GNOME Keyring, KWallet) rồi mở lại Sổ Bộ.\n\nNo key store of the operating system is available. Nothing was lost. Enable a keyring, then start again.',
  'plain-text-key-store':
    'Kho khóa của máy đang để ở dạng không mã hóa, nên Sổ Bộ không mở. Dữ liệu vẫn nguyên. Nhờ cán bộ kỹ thuật bật kho khóa có mật khẩu rồi mở lại.\n\nThe key store of this machine is plain text, which is refused. Nothing was lost. Enable a keyring with a password.',
  'key-not-readable':
    'Kho khóa không trả lại được khóa của dữ liệu (có thể do đổi người dùng hoặc đổi môi trường máy). Dữ liệu vẫn nguyên. Dùng khóa khôi phục đã in khi cài đặt.\n\nThe key store cannot return the key (another user or desktop?). Nothing was lost. Use the recovery key printed at set-up.',
}
